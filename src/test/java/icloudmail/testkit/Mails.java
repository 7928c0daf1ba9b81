package icloudmail.testkit;

/** Sample messages; {@code \n} line ends. */
public final class Mails {
  private Mails() {}

  /** A plain one. */
  public static String plain(String from, String subject, String text) {
    return """
        From: %s
        To: jo@icloud.com
        Subject: %s
        Date: Mon, 23 Nov 2026 09:00:00 +0100
        Message-ID: <%08x@example.com>
        MIME-Version: 1.0
        Content-Type: text/plain; charset=utf-8
        Content-Transfer-Encoding: 8bit

        %s
        """
        .formatted(from, subject, (from + subject).hashCode(), text);
  }

  /** HTML alone. */
  public static String html(String subject, String html) {
    return """
        From: News <news@example.com>
        To: jo@icloud.com
        Subject: %s
        Date: Mon, 23 Nov 2026 09:00:00 +0100
        Message-ID: <html@example.com>
        MIME-Version: 1.0
        Content-Type: text/html; charset=utf-8
        Content-Transfer-Encoding: 8bit

        %s
        """
        .formatted(subject, html);
  }

  /** Text and two attachments, one with an ugly name. */
  public static String attachments() {
    return """
        From: =?UTF-8?Q?J=C3=B6rg?= <joerg@example.com>
        To: jo@icloud.com
        Subject: =?UTF-8?B?UsOpc3Vtw6k=?=
        Date: Mon, 23 Nov 2026 09:00:00 +0100
        Message-ID: <attachments@example.com>
        MIME-Version: 1.0
        Content-Type: multipart/mixed; boundary="b"

        --b
        Content-Type: text/plain; charset=utf-8

        See the files.
        --b
        Content-Type: text/csv; name="numbers.csv"
        Content-Disposition: attachment; filename="numbers.csv"
        Content-Transfer-Encoding: base64

        YSxiCjEsMgo=
        --b
        Content-Type: application/pdf
        Content-Disposition: attachment; filename="../../etc/passwd"
        Content-Transfer-Encoding: base64

        JVBERg==
        --b--
        """;
  }
}
