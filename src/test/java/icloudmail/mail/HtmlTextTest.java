package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HtmlTextTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "<p>one</p><p>two</p>                      | one\\n\\ntwo\\n",
        "a<br>b                                    | a\\nb\\n",
        "<div>a</div><div>b</div>                  | a\\nb\\n",
        "<ul><li>a<li>b</ul>                       | - a\\n- b\\n",
        "x <b>bold</b>,  <i>it</i>.                | x bold, it.\\n",
        "<a href='https://e.x/'>go</a>             | go [1]\\n\\n[1] https://e.x/\\n",
        "<a href='https://e.x/'>https://e.x/</a>   | https://e.x/\\n",
        "<table><tr><td>a<td>b<tr><td>c</table>    | a  b\\nc\\n",
        "<style>p{}</style><script>x()</script>t   | t\\n",
        "<div style='display: none'>pre</div>t     | t\\n",
        "<img src='http://e.x/1' alt='A cat'>      | [image: A cat]\\n",
        "&lt;b&gt; &euro; &nbsp;                   | <b> €\\n",
        "<pre>a  b</pre>                           | a  b\\n",
      })
  void readsAsText(String html, String text) {
    assertThat(HtmlText.render(html)).isEqualTo(text.replace("\\n", "\n"));
  }

  @Test
  void aLinkIsListedOnceHoweverOftenItIsUsed() {
    assertThat(
            HtmlText.render("<a href=x>a</a> <a href=y>b</a> <a href=x>c</a> <a href='#t'>d</a>"))
        .isEqualTo("a [1] b [2] c [1] d\n\n[1] x\n[2] y\n");
  }

  @Test
  void lettersThatLookLikeOthersDoNotHideWhereALinkGoes() {
    assertThat(
            HtmlText.render(
                "<a href='https://u@\u0430pple.com:8/x?y'>https://\u0430pple.com/</a>"
                    + " <a href='http://p\u0430ypal.com/'>Pay</a>"
                    + " <a href='mailto:a@\u0430pple.com'>a@\u0430pple.com</a>"
                    + " <a href='http://b\u00FCcher.example/'>http://b\u00FCcher.example/</a>"))
        .isEqualTo(
            "https://\u0430pple.com/ [1: goes to xn--pple-43d.com] Pay [2]"
                + " a@\u0430pple.com [3: goes to a@xn--pple-43d.com] http://b\u00FCcher.example/\n\n"
                + "[1] https://u@xn--pple-43d.com:8/x?y\n[2] http://xn--pypal-4ve.com/\n"
                + "[3] mailto:a@xn--pple-43d.com\n");
  }

  @Test
  void linesOfPreformattedTextStay() {
    assertThat(HtmlText.render("<p>x</p><pre>a\n  b</pre>c")).isEqualTo("x\n\na\n  b\n\nc\n");
  }

  @Test
  void whatNobodySeesIsLeftOut() {
    assertThat(
            HtmlText.render("<!-- a --><div hidden>b</div><title>c</title>d<template>e</template>"))
        .isEqualTo("d\n");
  }

  @Test
  void deepNestingIsNoTrouble() {
    assertThat(HtmlText.render("<div>".repeat(20_000) + "x")).isEqualTo("x\n");
    assertThat(HtmlText.render("<blockquote>".repeat(1_000) + "x")).endsWith("> x\n");
    assertThat(HtmlText.render("<table><tr><td>y<td>".repeat(1_000) + "x")).contains("x");
    assertThat(HtmlText.render("<ul><li>".repeat(1_000) + "x")).endsWith("x\n");
  }

  @Test
  void moreTagsThanFitAreCutVisibly() {
    assertThat(HtmlText.render("<p>a</p>" + "<br>".repeat(100_000) + "b"))
        .isEqualTo("a\n\n[this text is longer; --as raw has all of it]\n");
  }

  @Test
  void moreTextThanAnybodyReadsIsCutVisibly() {
    String text = HtmlText.render("<p>" + "word ".repeat(1_000_000) + "</p><a href=x>go</a>");

    assertThat(text)
        .hasSizeBetween(TextLines.MOST, TextLines.MOST + 100)
        .endsWith("\n\n[this text is longer; --as raw has all of it]\n");
  }

  @Test
  void endlessAttributesAreNoTrouble() {
    assertThat(HtmlText.render("<div " + "a b=c ".repeat(500_000) + ">x")).isEqualTo("x\n");
    assertThat(HtmlText.render("<p style='" + "color:red;".repeat(100_000) + "'>x"))
        .isEqualTo("x\n");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "<",
        "<!--",
        "<!-- a",
        "<style>p{",
        "<title>x",
        "&nbsp;",
        "<p>&nbsp;</p><p>&zwnj;&#8203;</p>",
        "<img src=x>",
        "<a href=x></a>",
        "<table><tr><td></td></tr></table>",
        "<ul></ul>",
        "<body style='display:none'></body>"
      })
  void whereNothingIsToBeReadThereIsNoText(String html) {
    assertThat(HtmlText.render(html)).isIn("", "<\n");
  }

  @Test
  void anUnpairedSurrogateIsReplaced() {
    assertThat(HtmlText.render("a\uD83Db\uDE00c \uD83D\uDE00 &#xD83D;"))
        .isEqualTo("a\uFFFDb\uFFFDc \uD83D\uDE00 \uFFFD\n");
  }

  @Property(tries = 300)
  void anyTextWithinTagsIsReadWithoutATrace(@ForAll("html") String html) {
    String text = HtmlText.render(html);

    assertThat(text).doesNotContain("\u0000").doesNotContainPattern("[\\p{Cc}&&[^\\n\\t]]");
    assertThat(text.isEmpty() || text.endsWith("\n")).isTrue();
  }

  @Provide
  Arbitrary<String> html() {
    return Arbitraries.of(
            "<table>",
            "</table>",
            "<tr>",
            "<td>",
            "<td rowspan=3>",
            "<th colspan=2>",
            "</td>",
            "<ul>",
            "</ul>",
            "<ol start=-3>",
            "<li>",
            "<p>",
            "</p>",
            "<b>",
            "</b>",
            "<i>",
            "<div>",
            "</div>",
            "<blockquote>",
            "</blockquote>",
            "<pre>",
            "</pre>",
            "<a href='http://a.b/'>",
            "</a>",
            "<br>",
            "<hr>",
            "<img alt=x>",
            "<sup>2</sup>",
            "<del>",
            "&nbsp;",
            "&zwnj;",
            " ",
            "\n",
            "\t",
            "\u0000",
            "\u001b",
            "word",
            "12.50",
            "\u4f1a\u8b70",
            "\ud83d\ude00",
            "\ud83d",
            "<p style='font-size:0'>",
            "<p style='margin:0'>",
            "<td style='padding:9px'>",
            "<style>")
        .list()
        .ofMaxSize(60)
        .map(parts -> String.join("", parts));
  }
}
