package icloudmail.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

class FolderNamesTest {
  private static final Pattern SHIFTED = Pattern.compile("&([A-Za-z0-9+,]*)-");

  /** As RFC 3501 section 5.1.3 reads it back. */
  private static String decoded(String ascii) {
    Matcher shifted = SHIFTED.matcher(ascii);
    return shifted.replaceAll(
        found ->
            Matcher.quoteReplacement(
                found.group(1).isEmpty()
                    ? "&"
                    : new String(
                        Base64.getDecoder().decode(found.group(1).replace(',', '/')),
                        StandardCharsets.UTF_16BE)));
  }

  @Property
  void anyNameIsReadBackFromItsAscii(@ForAll String name) {
    String whole = new String(name.getBytes(StandardCharsets.UTF_8), StandardCharsets.UTF_8);
    String ascii = ModifiedUtf7.encode(whole);

    assertThat(ascii).matches("[ -~]*");
    assertThat(decoded(ascii)).isEqualTo(whole);
  }

  @Example
  void namesAreEncodedAsTheStandardShows() {
    assertThat(ModifiedUtf7.encode("~peter/mail/台北/日本語"))
        .isEqualTo("~peter/mail/&U,BTFw-/&ZeVnLIqe-");
    assertThat(ModifiedUtf7.encode("Entwürfe & mehr")).isEqualTo("Entw&APw-rfe &- mehr");
  }

  @Example
  void aLongNameIsCutBetweenLettersAndNotWithinTheirCode() {
    String name = FolderNames.maildir("あ".repeat(44) + "/" + "い".repeat(44), "-7");

    assertThat(name).hasSizeBetween(190, 202).endsWith("--7");
    assertThat(decoded(name)).matches("\\.あ{44}\\.い{20,40}-7");
  }

  @Property
  void anyFolderHasASafePath(@ForAll String folder) {
    for (String level : FolderNames.path(folder, "").split("/", -1)) {
      assertThat(level)
          .isNotEmpty()
          .doesNotContainPattern("[\\\\:*?\"<>|\\p{Cntrl}]")
          .doesNotStartWith(".")
          .doesNotStartWith(" ")
          .doesNotEndWith(".")
          .doesNotEndWith(" ");
      assertThat(level.getBytes(StandardCharsets.UTF_8)).hasSizeLessThan(204);
    }
  }

  @Example
  void aDeviceOfWindowsIsNoNameWhateverFollowsIt() {
    assertThat(FolderNames.path("CON/nul.x/com1 .tar.gz/aux/console", ".mbox"))
        .isEqualTo("CON_/nul_.x/com1_ .tar.gz/aux_/console.mbox");
  }

  @Example
  void halfALetterIsNoQuestionMark() {
    assertThat(FolderNames.path("a\uD83Cb", "")).isEqualTo("a_b");
  }

  @Property
  void anyFolderHasOneDirectoryInAMaildir(@ForAll String folder) {
    assertThat(FolderNames.maildir(folder, ""))
        .startsWith(".")
        .hasSizeBetween(2, 201)
        .matches("[ -~]+")
        .doesNotContain("/", "\\", ":", "..");
  }
}
