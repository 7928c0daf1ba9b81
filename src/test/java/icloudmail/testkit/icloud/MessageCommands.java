package icloudmail.testkit.icloud;

import icloudmail.testkit.icloud.Request.Command;
import icloudmail.testkit.icloud.Request.State;
import icloudmail.testkit.icloud.Word.Kind;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The commands that change messages: APPEND, STORE, COPY, MOVE and EXPUNGE. */
final class MessageCommands {
  private static final DateTimeFormatter DATE =
      DateTimeFormatter.ofPattern("d-MMM-yyyy HH:mm:ss xx", Locale.ENGLISH);
  private static final Pattern BARE_LF = Pattern.compile("(?<!\r)\n");

  private final ImapSession session;

  MessageCommands(ImapSession session) {
    this.session = session;
  }

  void addTo(Map<String, Command> table) {
    table.put("APPEND", new Command(State.LOGGED_IN, this::append));
    table.put("STORE", new Command(State.SELECTED, this::store));
    table.put("UID STORE", new Command(State.SELECTED, this::store));
    table.put("COPY", new Command(State.SELECTED, this::copy));
    table.put("UID COPY", new Command(State.SELECTED, this::copy));
    table.put("UID MOVE", new Command(State.SELECTED, this::move));
    table.put("EXPUNGE", new Command(State.SELECTED, this::expunge));
    table.put("UID EXPUNGE", new Command(State.SELECTED, this::expunge));
    table.put("CLOSE", new Command(State.SELECTED, this::close));
    table.put("UNSELECT", new Command(State.SELECTED, this::close));
  }

  private String append(Request request) throws Refused {
    Words words = request.words();
    String folder = words.folder();
    List<String> flags = words.nextIs(Kind.LIST) ? words.atoms() : List.of();
    Instant received = words.nextIs(Kind.QUOTED) ? date(words.string()) : Instant.now();
    if (!words.nextIs(Kind.LITERAL)) {
      throw Refused.parseError();
    }
    String octets = words.string();
    words.end();
    session.existing(folder);
    if (BARE_LF.matcher(octets).find()) {
      throw new Refused("NO Message contains bare newlines");
    }
    long uid = session.mailboxes().add(folder, octets, received, Flags.named(flags));
    return "OK [APPENDUID "
        + session.mailboxes().uidValidity(folder)
        + " "
        + uid
        + "] APPEND completed (took 58 ms)";
  }

  private static Instant date(String text) throws Refused {
    try {
      return OffsetDateTime.parse(text.strip(), DATE).toInstant();
    } catch (DateTimeParseException e) {
      throw Refused.parseError();
    }
  }

  private String store(Request request) throws Refused {
    Words words = request.words();
    NumberSet set = NumberSet.parse(words.atom());
    Flags.Change change = Flags.change(words.keyword(), words.atoms());
    words.end();
    Selection selection = session.writable();
    List<Long> uids = uids(selection.pick(set, request.byUid()));
    for (Long uid : uids) {
      session.mailboxes().setFlags(selection.folder(), uid, change::apply);
      if (!change.silent()) {
        request.answer().untagged(selection.flagsLine(uid, request.byUid()));
      }
    }
    selection.echo(uids, request.answer());
    return Answer.completed("STORE", 4);
  }

  private String copy(Request request) throws Refused {
    Selection selection = session.selected();
    NumberSet set = NumberSet.parse(request.words().atom());
    String target = target(request.words());
    String code = copy(selection.pick(set, request.byUid()), target);
    return "OK " + code + "COPY completed (took 9 ms)";
  }

  private String move(Request request) throws Refused {
    if (session.server().refusesMove()) {
      throw Refused.parseError();
    }
    NumberSet set = NumberSet.parse(request.words().atom());
    String target = target(request.words());
    Selection selection = session.writable();
    List<StoredMessage> moved = selection.pick(set, true);
    String code = copy(moved, target);
    if (!moved.isEmpty()) {
      request.answer().untagged("OK " + code.strip());
    }
    uids(moved).forEach(uid -> session.mailboxes().expunge(selection.folder(), uid));
    return Answer.completed("MOVE", 190);
  }

  private String target(Words words) throws Refused {
    String target = words.folder();
    words.end();
    return session.existing(target);
  }

  /** Answers COPYUID with a blank behind it, or nothing where nothing was copied. */
  private String copy(List<StoredMessage> messages, String target) {
    List<Long> copies = new ArrayList<>();
    for (StoredMessage message : messages) {
      Set<String> flags = new LinkedHashSet<>(message.flags());
      copies.add(session.mailboxes().add(target, message.octets(), message.received(), flags));
    }
    return copies.isEmpty() || session.server().concealsCopyUid()
        ? ""
        : "[COPYUID %d %s %s] "
            .formatted(
                session.mailboxes().uidValidity(target),
                NumberSet.write(uids(messages)),
                NumberSet.write(copies));
  }

  private String expunge(Request request) throws Refused {
    Selection selection = session.writable();
    Predicate<StoredMessage> wanted = message -> true;
    if (request.byUid()) {
      NumberSet set = NumberSet.parse(request.words().atom());
      wanted = message -> selection.has(set, message, true);
    }
    request.words().end();
    if (session.server().isExpungeBusy()) {
      throw new Refused("NO EXPUNGE already in progress");
    }
    expunge(selection, wanted);
    return Answer.completed("EXPUNGE", 11);
  }

  private void expunge(Selection selection, Predicate<StoredMessage> wanted) {
    selection.present().stream()
        .filter(message -> message.has("\\Deleted"))
        .filter(wanted)
        .forEach(message -> session.mailboxes().expunge(selection.folder(), message.uid()));
  }

  private String close(Request request) throws Refused {
    request.words().end();
    Selection selection = session.selected();
    if (request.name().equals("CLOSE") && !selection.isReadOnly()) {
      expunge(selection, message -> true);
    }
    session.select(Optional.empty());
    return Answer.completed(request.name(), 1);
  }

  private static List<Long> uids(List<StoredMessage> messages) {
    return messages.stream().map(StoredMessage::uid).toList();
  }
}
