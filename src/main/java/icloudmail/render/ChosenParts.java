package icloudmail.render;

import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Message;
import icloudmail.model.Part;
import icloudmail.model.Reference;
import icloudmail.model.StrangersText;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Takes the chosen attachments out of messages, and tells in the end which had none of them. */
final class ChosenParts {
  private static final int MOST_SHOWN = 10;
  private static final int LONGEST_NAME = 60;

  private final PartChoice choice;
  private final Consumer<String> notes;
  private final List<Reference> without = new ArrayList<>();
  private final List<String> there = new ArrayList<>();
  private int messages;

  /**
   * @param notes is told of messages that have no such attachment
   */
  ChosenParts(PartChoice choice, Consumer<String> notes) {
    this.choice = choice;
    this.notes = notes;
  }

  List<Part> of(Message message) throws MailException {
    messages++;
    List<Part> all = message.body().attachments();
    List<Part> chosen = all.stream().filter(choice::means).toList();
    if (chosen.isEmpty()) {
      Reference reference = message.envelope().reference();
      without.add(reference);
      all.stream()
          .limit(Math.max(0, MOST_SHOWN - there.size()))
          .forEach(part -> there.add(shown(part)));
    }
    return chosen;
  }

  /**
   * Tells which messages had none.
   *
   * @param needed whether there must be one even where none was chosen
   * @throws MailException of kind NOT_FOUND where no message had one, and there must be one
   */
  void complete(boolean needed) throws MailException {
    boolean nothing = messages > 0 && messages == without.size();
    if (nothing && (needed || !choice.isAll())) {
      String who =
          messages == 1
              ? none(without.get(0))
              : "none of " + messages + " messages has an attachment";
      throw new MailException(Kind.NOT_FOUND, who + meant(), hint());
    }
    without.forEach(reference -> notes.accept(none(reference) + meant()));
  }

  private String meant() {
    return choice.isAll() ? "" : " that " + choice + " means";
  }

  private static String none(Reference reference) {
    return "message " + reference + " has no attachment";
  }

  private String hint() {
    if (there.isEmpty()) {
      return "No other is there, either.";
    }
    boolean more = there.size() == MOST_SHOWN;
    return "These are there: " + String.join(", ", there) + (more ? ", ..." : "") + ".";
  }

  /** Of this attachment nothing can be had. */
  static MailException refused(Message message, Part part, MailException why) {
    Reference reference = message.envelope().reference();
    return why.rephrased(
        said -> "attachment " + part.number() + " of message " + reference + ": " + said);
  }

  private static String shown(Part part) {
    String name = part.name() == null ? "(no name, " + part.type() + ")" : part.name();
    return part.number() + " " + DisplayText.line(StrangersText.atMost(LONGEST_NAME, name));
  }

  /** For a message that names several parts. */
  static String shown(List<Part> parts) {
    return parts.stream()
        .limit(MOST_SHOWN)
        .map(ChosenParts::shown)
        .collect(Collectors.joining(", "));
  }
}
