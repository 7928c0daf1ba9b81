package icloudmail.cli;

import icloudmail.model.Header;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What is said in the header of a message, besides its first recipients. */
final class HeaderOptions implements OptionGroup {
  @Option(
      names = {"-s", "--subject"},
      paramLabel = "SUBJECT",
      description = "The subject.")
  private @Nullable String subject;

  @Option(
      names = {"-c", "--cc"},
      paramLabel = "CC",
      description = "A recipient of a copy.")
  private List<String> cc = new ArrayList<>();

  @Option(
      names = {"-b", "--bcc"},
      paramLabel = "BCC",
      description = "A recipient that the others do not see.")
  private List<String> bcc = new ArrayList<>();

  @Option(
      names = {"-F", "--from"},
      paramLabel = "FROM",
      description = "Another of your addresses for From.")
  private @Nullable String from;

  @Option(
      names = "--reply-to",
      paramLabel = "REPLY-TO",
      description = "Where answers are to go, if not to From.")
  private List<String> replyTo = new ArrayList<>();

  @Option(
      names = {"-H", "--header"},
      paramLabel = "NAME: VALUE",
      converter = HeaderConverter.class,
      description = "A further header field.")
  private List<Header> headers = new ArrayList<>();

  @Override
  public String heading() {
    return "Header";
  }

  List<String> replyTo() {
    return replyTo;
  }

  List<Header> headers() {
    return headers;
  }

  @Nullable String subject() {
    return subject;
  }

  List<String> cc() {
    return cc;
  }

  List<String> bcc() {
    return bcc;
  }

  @Nullable String from() {
    return from;
  }
}
