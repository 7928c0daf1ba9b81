package icloudmail.testkit.icloud;

import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Something that FETCH asks of a message.
 *
 * @param value its name and value in the answer; empty for what Apple does not answer
 */
record FetchItem(String name, Function<StoredMessage, Optional<String>> value) {
  private static final DateTimeFormatter INTERNAL_DATE =
      DateTimeFormatter.ofPattern("dd-MMM-yyyy HH:mm:ss xx", Locale.ENGLISH)
          .withZone(ZoneOffset.UTC);
  private static final Pattern SECTION =
      Pattern.compile(
          "(BODY(?:\\.PEEK)?)\\[(.*)](?:<(\\d{1,9})\\.(\\d{1,9})>)?", Pattern.CASE_INSENSITIVE);

  private static final Map<String, Function<StoredMessage, String>> PLAIN =
      Map.of(
          "FLAGS", message -> "(" + String.join(" ", message.flags()) + ")",
          "INTERNALDATE", message -> Answer.quoted(INTERNAL_DATE.format(message.received())),
          "MODSEQ", message -> "(" + FetchCommand.MODSEQ + ")",
          "RFC822.SIZE", message -> String.valueOf(message.octets().length()),
          "RFC822.HEADER", message -> Answer.literal(message.header()),
          "RFC822.TEXT", message -> Answer.literal(message.body()),
          "ENVELOPE", Envelopes::write,
          "BODY", message -> BodyStructures.write(message, false),
          "BODYSTRUCTURE", message -> BodyStructures.write(message, true));

  static FetchItem parse(String text) throws Refused {
    String name = text.toUpperCase(Locale.ROOT);
    if (PLAIN.containsKey(name)) {
      return new FetchItem(
          name, message -> Optional.of(name + " " + PLAIN.get(name).apply(message)));
    }
    if (name.equals("UID") || name.equals("RFC822")) {
      return new FetchItem(name, message -> Optional.empty());
    }
    Matcher section = SECTION.matcher(text);
    if (!section.matches() || !Sections.isValid(section.group(2))) {
      throw Refused.parseError();
    }
    return new FetchItem(section.group(1).toUpperCase(Locale.ROOT) + "[", section(section));
  }

  private static Function<StoredMessage, Optional<String>> section(Matcher form) {
    String section = form.group(2);
    if (form.group(3) == null) {
      return message ->
          Optional.of("BODY[" + section + "] " + Answer.literal(Sections.of(message, section)));
    }
    int from = Integer.parseInt(form.group(3));
    int count = Integer.parseInt(form.group(4));
    return message -> {
      String whole = Sections.of(message, section);
      int start = Math.min(from, whole.length());
      String part = whole.substring(start, Math.min(start + count, whole.length()));
      return Optional.of("BODY[" + section + "]<" + from + "> " + Answer.literal(part));
    };
  }

  Optional<String> render(StoredMessage message) {
    return value.apply(message);
  }

  boolean isUid() {
    return name.equals("UID");
  }

  boolean isEnvelope() {
    return name.equals("ENVELOPE");
  }

  boolean marksAsRead() {
    return name.equals("BODY[") || name.equals("RFC822.TEXT");
  }
}
