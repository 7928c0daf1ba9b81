package icloudmail.testkit.icloud;

import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.HeaderTokenizer;
import jakarta.mail.internet.MimePart;
import jakarta.mail.internet.ParseException;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** BODYSTRUCTURE, and BODY without the sections, which is the same with less. */
final class BodyStructures {
  private static final Value PLAIN = new Value("TEXT/PLAIN", "NIL");

  private BodyStructures() {}

  static String write(StoredMessage message, boolean extended) {
    try {
      return part(Sections.parse(message.octets()), PLAIN, extended);
    } catch (MessagingException | IOException e) {
      int size = message.body().length();
      return "(\"APPLICATION\" \"OCTET-STREAM\" NIL NIL NIL \"7BIT\" "
          + size
          + (extended ? " NIL NIL NIL NIL)" : ")");
    }
  }

  private static String part(MimePart part, Value standard, boolean extended)
      throws MessagingException, IOException {
    Value type = value(part, "Content-Type").orElse(standard);
    int slash = type.word().indexOf('/');
    String main = slash < 0 ? "TEXT" : type.word().substring(0, slash);
    String sub = slash < 0 ? "PLAIN" : type.word().substring(slash + 1);
    if (main.equals("MULTIPART") && part.getContent() instanceof Multipart parts) {
      return multipart(part, parts, sub, type.parameters(), extended);
    }
    String body = Sections.body(part);
    List<String> fields = new ArrayList<>();
    fields.add(Answer.quoted(main));
    fields.add(Answer.quoted(sub));
    fields.add(type.parameters());
    fields.add(Answer.string(header(part, "Content-ID")));
    fields.add(Answer.string(header(part, "Content-Description")));
    String encoding = header(part, "Content-Transfer-Encoding").orElse("7BIT");
    fields.add(Answer.string(Optional.of(encoding.toUpperCase(Locale.ROOT))));
    fields.add(String.valueOf(body.length()));
    if (main.equals("MESSAGE") && sub.equals("RFC822")) {
      fields.add(Envelopes.write(new StoredMessage(0, body, Set.of(), Instant.EPOCH)));
      fields.add(part(Sections.parse(body), PLAIN, extended));
    }
    if (main.equals("TEXT") || (main.equals("MESSAGE") && sub.equals("RFC822"))) {
      fields.add(String.valueOf(body.chars().filter(c -> c == '\n').count()));
    }
    if (extended) {
      fields.add("NIL");
      fields.add(disposition(part));
      fields.add("NIL");
      fields.add("NIL");
    }
    return "(" + String.join(" ", fields) + ")";
  }

  private static String multipart(
      MimePart part, Multipart parts, String sub, String parameters, boolean extended)
      throws MessagingException, IOException {
    // RFC 2046 section 5.1.5
    Value standard = sub.equals("DIGEST") ? new Value("MESSAGE/RFC822", "NIL") : PLAIN;
    StringBuilder text = new StringBuilder("(");
    for (int i = 0; i < parts.getCount(); i++) {
      text.append(part((MimePart) parts.getBodyPart(i), standard, extended));
    }
    text.append(" ").append(Answer.quoted(sub));
    if (extended) {
      text.append(" ").append(parameters).append(" ").append(disposition(part)).append(" NIL NIL");
    }
    return text.append(")").toString();
  }

  private static String disposition(MimePart part) throws MessagingException {
    return value(part, "Content-Disposition")
        .map(value -> "(" + Answer.quoted(value.word()) + " " + value.parameters() + ")")
        .orElse("NIL");
  }

  /** The first word of a field in upper case, and its parameters as a list, raw. */
  private record Value(String word, String parameters) {}

  private static Optional<Value> value(MimePart part, String name) throws MessagingException {
    Optional<String> raw = header(part, name);
    if (raw.isEmpty()) {
      return Optional.empty();
    }
    String text = raw.get().replaceAll("\\([^()]*\\)", "");
    int semicolon = text.indexOf(';');
    String word = semicolon < 0 ? text : text.substring(0, semicolon);
    List<String> parameters = new ArrayList<>();
    if (semicolon >= 0) {
      parameters(text.substring(semicolon), parameters);
    }
    String list = parameters.isEmpty() ? "NIL" : "(" + String.join(" ", parameters) + ")";
    return Optional.of(new Value(word.strip().toUpperCase(Locale.ROOT), list));
  }

  private static void parameters(String text, List<String> into) {
    HeaderTokenizer tokens = new HeaderTokenizer(text, HeaderTokenizer.MIME, true);
    try {
      while (tokens.next().getType() == ';') {
        HeaderTokenizer.Token name = tokens.next();
        if (name.getType() != HeaderTokenizer.Token.ATOM || tokens.next().getType() != '=') {
          return;
        }
        String value = tokens.next(';', true).getValue();
        into.add(Answer.string(Optional.of(name.getValue().toUpperCase(Locale.ROOT))));
        into.add(Answer.string(Optional.of(value)));
      }
    } catch (ParseException e) {
      into.add("\"X-BROKEN\" \"\"");
    }
  }

  private static Optional<String> header(MimePart part, String name) throws MessagingException {
    return Optional.ofNullable(part.getHeader(name, null)).map(v -> v.replaceAll("\r\n\\s*", " "));
  }
}
