package icloudmail.mail;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
  }
}
