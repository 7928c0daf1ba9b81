package icloudmail.service;

import icloudmail.mail.Composition;
import icloudmail.mail.MessageFile;
import icloudmail.mail.MimeComposer;
import icloudmail.mail.PreparedComposer;
import icloudmail.model.Account;
import icloudmail.model.AttachmentFile;
import icloudmail.model.Draft;
import icloudmail.model.DraftText;
import icloudmail.model.Editor;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Outgoing;
import icloudmail.model.PreparedMessage;
import icloudmail.model.Response;
import org.slf4j.Logger;

/** Composes messages; the one that a draft responds to is at hand as long as that lasts. */
final class Compositions {
  private final MimeComposer composer;
  private final PreparedComposer prepared;
  private final Originals originals;
  private final Logger log;

  Compositions(MimeComposer composer, PreparedComposer prepared, Originals originals, Logger log) {
    this.composer = composer;
    this.prepared = prepared;
    this.originals = originals;
    this.log = log;
  }

  /** What is done with a composed message: its bytes can be written while it lasts. */
  interface Use<T> {
    T of(Composition message) throws MailException;
  }

  /** Composes what is to be sent. */
  <T> T use(Account account, Outgoing outgoing, Use<T> use) throws MailException {
    if (outgoing instanceof PreparedMessage message) {
      return use.of(prepared.compose(account, message));
    }
    Draft draft = (Draft) outgoing;
    if (isForward(draft) && draft.to().isEmpty() && draft.cc().isEmpty() && draft.bcc().isEmpty()) {
      throw new MailException(
          Kind.USAGE, "nobody to forward to", "Name a recipient: TO, -c or -b.");
    }
    return completed(account, draft, composer::compose, use);
  }

  /** Composes what is not sent yet: recipients may be missing, and Bcc stands in the header. */
  <T> T useUnsent(Account account, Draft draft, Use<T> use) throws MailException {
    return completed(account, draft, composer::composeUnsent, use);
  }

  private static boolean isForward(Draft draft) {
    return draft.response() != null && Responder.forwards(draft.response());
  }

  private interface Composing {
    Composition of(Account account, Draft draft) throws MailException;
  }

  private <T> T completed(Account account, Draft draft, Composing composing, Use<T> use)
      throws MailException {
    for (AttachmentFile file : draft.files()) {
      file.source().check();
    }
    Response response = draft.response();
    if (response == null) {
      return edited(account, draft, composing, use);
    }
    try (MessageFile original = originals.fetch(account, response.original())) {
      Draft whole = new Responder(account, response, original, log).complete(draft);
      return edited(account, whole, composing, use);
    }
  }

  /** Has the text looked over once all else is right, so that no typed text is lost to that. */
  private static <T> T edited(Account account, Draft draft, Composing composing, Use<T> use)
      throws MailException {
    Editor editor = draft.text().editor();
    if (editor == null) {
      return use.of(composing.of(account, draft));
    }
    composing.of(account, draft.with(DraftText.plain("")));
    String text = editor.edit(draft.text().source());
    try {
      T result = use.of(composing.of(account, draft.with(draft.text().edited(text))));
      editor.done();
      return result;
    } catch (MailException e) {
      throw e.also("Your text is kept in " + editor.place() + ".");
    }
  }
}
