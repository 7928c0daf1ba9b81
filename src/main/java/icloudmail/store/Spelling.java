package icloudmail.store;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** How texts of any kind stand in our files: in one line, and several of them apart. */
final class Spelling {
  private static final String NONE = "-";

  private Spelling() {}

  /** {@code text} without line ends and other control characters, which stand percent-encoded. */
  static String plain(String text) {
    return encoded(text, "%");
  }

  /** The text that {@link #plain} or {@link #list} spelt. */
  static String raw(String spelt) {
    // a plus is a blank to the decoder
    return URLDecoder.decode(spelt.replace("+", "%2B"), StandardCharsets.UTF_8);
  }

  /** Several texts in one word; none is {@code -}. */
  static String list(List<String> items) {
    return items.isEmpty()
        ? NONE
        : items.stream().map(each -> encoded(each, "%, ")).collect(Collectors.joining(","));
  }

  /**
   * The texts of a {@link #list}.
   *
   * @throws IllegalArgumentException where it is none
   */
  static List<String> items(String list) {
    return list.equals(NONE)
        ? List.of()
        : Arrays.stream(list.split(",")).map(Spelling::raw).toList();
  }

  private static String encoded(String text, String special) {
    StringBuilder spelt = new StringBuilder();
    for (byte octet : text.getBytes(StandardCharsets.UTF_8)) {
      int value = octet & 0xFF;
      if (value < 0x20 || value > 0x7E || special.indexOf(value) >= 0) {
        spelt.append(String.format("%%%02X", value));
      } else {
        spelt.append((char) value);
      }
    }
    return spelt.toString();
  }
}
