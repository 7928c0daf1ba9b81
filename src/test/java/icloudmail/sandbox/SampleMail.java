package icloudmail.sandbox;

import icloudmail.testkit.Mails;
import java.util.List;

/** A dozen messages as they come in: scripts, HTML, attachments, lists, a hostile one. */
final class SampleMail {
  private SampleMail() {}

  static List<String> all() {
    return List.of(
        Mails.plain("Ada Lovelace <ada@example.com>", "Notes on the engine", "See you at noon."),
        Mails.plain(
            "=?UTF-8?Q?J=C3=B6rg_M=C3=BCller?= <joerg@example.com>",
            "=?UTF-8?Q?Gr=C3=BC=C3=9Fe_aus_K=C3=B6ln?=",
            "Schöne Grüße!"),
        Mails.plain(
            "=?UTF-8?B?5bGx55Sw5aSq6YOO?= <taro@example.net>",
            "=?UTF-8?B?5Lya6K2w44Gu5Lu2?=",
            "明日の会議は十時です。"),
        Mails.plain(
            "=?UTF-8?B?0JjQstCw0L0=?= <ivan@example.org>",
            "=?UTF-8?B?0J/RgNC40LLQtdGC?=",
            "Как дела?"),
        Mails.html(
            "Summer sale",
            "<h1>Sale</h1><p>All for <b>half</b>. <a href='https://example.com/shop'>Shop</a></p>"),
        Mails.html(
            "Your invoice",
            "<table><tr><td>Tea</td><td>4.50</td></tr><tr><td>Cake</td><td>6.00</td></tr></table>"),
        Mails.attachments(),
        Mails.plain("Backup <backup@example.com>", "backup ok", "0 errors"),
        Mails.plain("Monitor <alert@example.com>", "ALERT: disk full", "/dev/sda1 99 %"),
        Mails.plain(
            "Mallory <mallory@example.com>",
            "clear \u001B[2J your screen",
            "\u001B]0;owned\u0007and \u202Esdrawkcab"),
        Mails.plain(
            "Mailing list <list@example.com>",
            "Re: [list] a long subject that goes on and"
                + " on until no terminal can show it whole in one line",
            "> quoted\n\nanswered"),
        Mails.plain("no-reply@example.com", "=?UTF-8?B?8J+OiSBQYXJ0eQ==?=", "🎉"));
  }
}
