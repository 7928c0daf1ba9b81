package icloudmail.cli;

import icloudmail.config.ChildProcess;
import icloudmail.model.Address;
import icloudmail.model.Envelope;
import icloudmail.model.FileTrouble;
import icloudmail.model.ShownAddress;
import icloudmail.model.StrangersText;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Shows messages on the desktop by the platform's own program, run directly: text of strangers is
 * cleaned and stands in arguments or in the environment, never in a script.
 */
final class Notification {
  private static final int LONGEST = 200;
  private static final int SECONDS = 10;

  /** The script reads both texts from its arguments. */
  private static final List<String> MAC =
      List.of(
          "osascript",
          "-e",
          "on run argv",
          "-e",
          "display notification (item 2 of argv) with title (item 1 of argv)",
          "-e",
          "end run");

  /** PowerShell would take arguments apart as code, so that it reads both from its environment. */
  private static final String TOAST =
      String.join(
          "; ",
          "[void][Windows.UI.Notifications.ToastNotificationManager,Windows.UI.Notifications,"
              + "ContentType=WindowsRuntime]",
          "$x=[Windows.UI.Notifications.ToastNotificationManager]::GetTemplateContent("
              + "[Windows.UI.Notifications.ToastTemplateType]::ToastText02)",
          "$t=$x.GetElementsByTagName('text')",
          "[void]$t[0].AppendChild($x.CreateTextNode($env:ICLOUD_MAIL_TITLE))",
          "[void]$t[1].AppendChild($x.CreateTextNode($env:ICLOUD_MAIL_BODY))",
          "[Windows.UI.Notifications.ToastNotificationManager]::CreateToastNotifier('icloud-mail')"
              + ".Show([Windows.UI.Notifications.ToastNotification]::new($x))");

  private final GlobalOptions global;
  private final String system;
  private boolean warned;

  Notification(GlobalOptions global) {
    this(global, System.getProperty("os.name", ""));
  }

  /**
   * @param system the name of the operating system, as Java tells it
   */
  Notification(GlobalOptions global, String system) {
    this.global = global;
    this.system = system.toLowerCase(Locale.ROOT);
  }

  /** Shows a message; where that cannot be done, the user is warned once. */
  void show(Envelope message) {
    List<Address> from = message.from();
    String sender = from.isEmpty() ? "" : ShownAddress.brief(from.get(0));
    String title = text(sender.isEmpty() ? "New message" : sender);
    String body = text(message.subject() == null ? "" : message.subject());
    String failure = run(argv(title, body), title, body);
    if (failure != null && !warned) {
      warned = true;
      global.warn("cannot notify: " + failure);
    }
  }

  /** The program and its words on this system. */
  List<String> argv(String title, String body) {
    if (system.startsWith("mac")) {
      List<String> argv = new ArrayList<>(MAC);
      argv.addAll(List.of(title, body));
      return argv;
    }
    if (system.startsWith("windows")) {
      return List.of("powershell", "-NoProfile", "-NonInteractive", "-Command", TOAST);
    }
    // the body may be shown as markup
    return List.of("notify-send", "--app-name=icloud-mail", "--", title, escaped(body));
  }

  private static String escaped(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }

  private static String text(String text) {
    return StrangersText.atMost(LONGEST, StrangersText.line(text));
  }

  private static @Nullable String run(List<String> argv, String title, String body) {
    ProcessBuilder builder =
        ChildProcess.of(argv)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD);
    Map<String, String> variables = builder.environment();
    variables.put("ICLOUD_MAIL_TITLE", title);
    variables.put("ICLOUD_MAIL_BODY", body);
    try {
      Process process = builder.start();
      process.getOutputStream().close();
      if (!process.waitFor(SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
        return argv.get(0) + " does not end";
      }
      return process.exitValue() == 0
          ? null
          : argv.get(0) + " ended with exit code " + process.exitValue();
    } catch (IOException e) {
      return argv.get(0) + " cannot be run: " + FileTrouble.of(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return argv.get(0) + " was interrupted";
    }
  }
}
