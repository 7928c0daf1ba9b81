package icloudmail.testkit.icloud;

import icloudmail.testkit.icloud.Request.Command;
import icloudmail.testkit.icloud.Request.State;
import java.io.EOFException;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;

/** IDLE, which tells of changes as they happen, until the client says DONE. */
final class IdleCommand {
  private final ImapSession session;
  private final Wire wire;
  private final Object speaking = new Object();
  private boolean idle;

  IdleCommand(ImapSession session, Wire wire) {
    this.session = session;
    this.wire = wire;
  }

  void addTo(Map<String, Command> table) {
    table.put("IDLE", new Command(State.SELECTED, this::idle));
  }

  private String idle(Request request) throws Refused, IOException {
    request.words().end();
    Selection selection = session.selected();
    Runnable watcher = () -> push(selection);
    session.mailboxes().watch(watcher);
    try {
      synchronized (speaking) {
        request.answer().line("+ idling");
        wire.send(request.answer().take(Optional.empty()));
        idle = true;
      }
      push(selection);
      untilDone();
    } finally {
      session.mailboxes().unwatch(watcher);
      synchronized (speaking) {
        idle = false;
      }
    }
    return Answer.completed("IDLE", 1000);
  }

  private void untilDone() throws IOException {
    for (String line = wire.line(); !"DONE".equalsIgnoreCase(line); line = wire.line()) {
      if (line == null) {
        throw new EOFException();
      }
      session.server().record(line.substring(line.indexOf(' ') + 1));
      String tag = line.substring(0, Math.max(0, line.indexOf(' ')));
      synchronized (speaking) {
        wire.send(tag + " BAD DONE is the only command allowed after IDLE\r\n");
      }
    }
    session.server().record("DONE");
  }

  private void push(Selection selection) {
    synchronized (speaking) {
      if (!idle) {
        return;
      }
      Answer answer = new Answer();
      selection.sync(answer, true);
      try {
        wire.send(answer.take(Optional.empty()));
      } catch (IOException e) {
        // the client has gone, which is no matter of whoever made the change
        idle = false;
      }
    }
  }
}
