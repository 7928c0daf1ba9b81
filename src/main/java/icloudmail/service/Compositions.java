package icloudmail.service;

import icloudmail.mail.Composition;
import icloudmail.mail.MessageFile;
import icloudmail.mail.MimeComposer;
import icloudmail.mail.PreparedComposer;
import icloudmail.mail.SignedText;
import icloudmail.model.Account;
import icloudmail.model.AttachmentFile;
import icloudmail.model.Draft;
import icloudmail.model.DraftText;
import icloudmail.model.Editor;
import icloudmail.model.InputSource;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Outgoing;
import icloudmail.model.PreparedMessage;
import icloudmail.model.Response;
import icloudmail.store.KeptDraft;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.slf4j.Logger;

/** Composes messages; the one that a draft responds to is at hand as long as that lasts. */
final class Compositions {
  private final MimeComposer composer;
  private final PreparedComposer prepared;
  private final Originals originals;
  private final Path state;
  private final Logger log;

  /**
   * @param state where what cannot become a message is kept
   */
  Compositions(
      MimeComposer composer,
      PreparedComposer prepared,
      Originals originals,
      Path state,
      Logger log) {
    this.composer = composer;
    this.prepared = prepared;
    this.originals = originals;
    this.state = state;
    this.log = log;
  }

  /** What is done with a composed message: its bytes can be written while it lasts. */
  interface Use<T> {
    T of(Composition message) throws MailException;
  }

  /** Composes what is to be sent. */
  <T> T use(Account account, Outgoing outgoing, Use<T> use) throws MailException {
    if (outgoing instanceof PreparedMessage message) {
      return usePrepared(account, message, use);
    }
    Draft draft = (Draft) outgoing;
    return completed(account, draft, false, use);
  }

  /** Composes what is not sent yet: recipients may be missing, and Bcc stands in the header. */
  <T> T useUnsent(Account account, Draft draft, Use<T> use) throws MailException {
    return completed(account, draft, true, use);
  }

  /** What can be read once is kept first, so that it outlives whatever is wrong with it. */
  private <T> T usePrepared(Account account, PreparedMessage message, Use<T> use)
      throws MailException {
    message.source().check();
    if (message.source().rereadable()) {
      return use.of(prepared.compose(account, message));
    }
    KeptDraft kept = keep(message.source());
    if (kept.size() == 0) {
      kept.drop();
      throw new MailException(
          Kind.REFUSED, "there is no message: " + message.source().name() + " is empty");
    }
    try {
      T result = use.of(prepared.compose(account, message.from(kept)));
      kept.drop();
      return result;
    } catch (MailException e) {
      throw e.also("The message is kept in " + kept.file() + ".");
    }
  }

  /** Keeps what was to become a message. */
  KeptDraft keep(InputSource source) throws MailException {
    return KeptDraft.keep(
        state,
        out -> {
          try (InputStream in = source.open()) {
            in.transferTo(out);
          }
        });
  }

  private Composition compose(Account account, Draft draft, boolean unsent) throws MailException {
    return unsent ? composer.composeUnsent(account, draft) : composer.compose(account, draft);
  }

  private <T> T completed(Account account, Draft draft, boolean unsent, Use<T> use)
      throws MailException {
    try {
      return answering(account, draft, unsent, use);
    } catch (MailException e) {
      if (!draft.text().piped() || draft.text().source().isBlank()) {
        throw e;
      }
      byte[] text = draft.text().source().getBytes(StandardCharsets.UTF_8);
      KeptDraft kept = KeptDraft.keep(state, out -> out.write(text));
      throw e.also("The text is kept in " + kept.file() + ".");
    }
  }

  private <T> T answering(Account account, Draft draft, boolean unsent, Use<T> use)
      throws MailException {
    for (AttachmentFile file : draft.files()) {
      file.source().check();
    }
    Response response = draft.response();
    boolean forward = response != null && Responder.forwards(response);
    if (forward
        && !unsent
        && draft.to().isEmpty()
        && draft.cc().isEmpty()
        && draft.bcc().isEmpty()) {
      throw new MailException(Kind.USAGE, "nobody to forward to", "Name a recipient.");
    }
    String signature = account.signature();
    Draft signed = signature == null ? draft : draft.with(SignedText.of(draft.text(), signature));
    if (response == null) {
      return edited(account, signed, draft.text().source().isBlank(), unsent, use);
    }
    try (MessageFile original = originals.fetch(account, response.original())) {
      Draft whole = new Responder(account, response, original, log).complete(signed);
      return edited(account, whole, false, unsent, use);
    }
  }

  /**
   * Has the text looked over once all else is right, so that no typed text is lost to that.
   *
   * @param empty whether it is no message as long as nothing is added to it
   */
  private <T> T edited(Account account, Draft draft, boolean empty, boolean unsent, Use<T> use)
      throws MailException {
    Editor editor = draft.text().editor();
    if (editor == null) {
      return use.of(compose(account, draft, unsent));
    }
    compose(account, draft.with(DraftText.plain("")), unsent);
    String text = editor.edit(draft.text().source());
    if (empty && text.strip().equals(draft.text().source().strip())) {
      editor.done();
      throw new MailException(Kind.USAGE, "the text is as it was", "Nothing is sent.");
    }
    try {
      T result = use.of(compose(account, draft.with(draft.text().edited(text)), unsent));
      editor.done();
      return result;
    } catch (MailException e) {
      throw e.also("Your text is kept in " + editor.place() + ".");
    }
  }
}
