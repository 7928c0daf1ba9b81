package icloudmail.service;

import icloudmail.mail.ReceivedAddresses;
import icloudmail.mail.ResponseText;
import icloudmail.model.Account;
import icloudmail.model.Address;
import icloudmail.model.Ancestors;
import icloudmail.model.AttachmentFile;
import icloudmail.model.Body;
import icloudmail.model.Citation;
import icloudmail.model.Draft;
import icloudmail.model.DraftText;
import icloudmail.model.Envelope;
import icloudmail.model.Header;
import icloudmail.model.MailException;
import icloudmail.model.MailException.Kind;
import icloudmail.model.Message;
import icloudmail.model.Original;
import icloudmail.model.ReplyRules;
import icloudmail.model.Response;
import icloudmail.model.Response.Form;
import icloudmail.model.SubjectPrefix;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;

/**
 * Completes a draft that answers or forwards a message with what that message says. All of it comes
 * from strangers, so what cannot be used is left out, and told.
 */
final class Responder {
  private static final int MOST_QUOTED = 200_000;
  private static final int MOST_FORWARDED = 1_000_000;

  private final Account account;
  private final Response response;
  private final Message original;
  private final Logger log;

  Responder(Account account, Response response, Message original, Logger log) {
    this.account = account;
    this.response = response;
    this.original = original;
    this.log = log;
  }

  /**
   * The draft with what the original adds to it; what its writer has said himself stands. What is
   * attached can be read as long as the original is at hand.
   *
   * @throws MailException of kind REFUSED where the original tells nobody to answer, and the draft
   *     doesn't either
   */
  Draft complete(Draft draft) throws MailException {
    boolean forward = forwards(response);
    return forward ? forward(draft) : reply(draft);
  }

  private Draft reply(Draft draft) throws MailException {
    boolean all = response.form() == Form.REPLY_ALL;
    Envelope envelope = usable(original.envelope(), true, all);
    Body body = original.body();
    ReplyRules rules = new ReplyRules(account, envelope, all);
    List<Address> typedTo = ReceivedAddresses.read(draft.to());
    List<Address> typed = ReceivedAddresses.read(joined(draft.to(), draft.cc()));
    List<String> to = typed(ReplyRules.without(rules.to(), typedTo), draft.to());
    List<String> cc = typed(ReplyRules.without(rules.cc(), typed), draft.cc());
    if (to.isEmpty() && cc.isEmpty() && draft.bcc().isEmpty()) {
      throw new MailException(
          Kind.REFUSED,
          "message " + envelope.reference() + " tells no address that can be answered",
          "Name one: TO.");
    }
    DraftText text =
        response.quote()
            ? ResponseText.with(draft.text(), Citation.quote(original.envelope(), quoted(body)))
            : draft.text();
    return completed(
        draft,
        from(draft, rules, deliveredTo(body)),
        to,
        cc,
        SubjectPrefix.REPLY,
        text,
        draft.attachments(),
        Ancestors.parent(envelope));
  }

  /**
   * As much as an answer needs: more would not fit the heap in the forms that it passes through.
   */
  private static String quoted(Body body) {
    String text = body.text();
    return text.length() <= MOST_QUOTED ? text : text.substring(0, MOST_QUOTED) + "\n[...]\n";
  }

  private Draft forward(Draft draft) throws MailException {
    Envelope envelope = usable(original.envelope(), false, false);
    List<AttachmentFile> attachments = new ArrayList<>(draft.attachments());
    DraftText text = draft.text();
    List<String> deliveredTo;
    if (response.form() == Form.FORWARD_ATTACHED) {
      // it goes as it is, so that nothing in it has to be readable
      deliveredTo = Stream.ofNullable(envelope.deliveredTo()).map(Responder::addrSpec).toList();
      attachments.add(ForwardedFile.of(original));
    } else {
      Body body = original.body();
      if (text.form() != DraftText.Form.PLAIN && body.text().length() > MOST_FORWARDED) {
        throw new MailException(
            Kind.REFUSED,
            "the text of " + envelope.reference() + " is too long to stand within HTML",
            "Forward it with --attached, or without --html and --markdown.");
      }
      deliveredTo = deliveredTo(body);
      text = ResponseText.with(text, Citation.forward(original.envelope(), body.text()));
      attachments.addAll(ForwardedFile.of(body, log));
    }
    return completed(
        draft,
        from(draft, new ReplyRules(account, envelope, false), deliveredTo),
        draft.to(),
        draft.cc(),
        SubjectPrefix.FORWARD,
        text,
        attachments,
        null);
  }

  private Draft completed(
      Draft draft,
      @Nullable String from,
      List<String> to,
      List<String> cc,
      SubjectPrefix prefix,
      DraftText text,
      List<AttachmentFile> attachments,
      @Nullable String inReplyTo) {
    Envelope envelope = original.envelope();
    return new Draft(
        from,
        to,
        cc,
        draft.bcc(),
        draft.replyTo(),
        draft.subject() == null ? prefix.before(envelope.subject()) : draft.subject(),
        text,
        attachments,
        draft.inline(),
        draft.headers(),
        inReplyTo,
        Ancestors.of(envelope),
        new Original(envelope.reference(), prefix == SubjectPrefix.FORWARD),
        null);
  }

  private @Nullable String from(Draft draft, ReplyRules rules, List<String> deliveredTo) {
    return draft.from() != null
        ? draft.from()
        : rules.from(deliveredTo).map(ReceivedAddresses::typed).orElse(null);
  }

  /** Whether it goes to others than those who have the original. */
  static boolean forwards(Response response) {
    return response.form() == Form.FORWARD || response.form() == Form.FORWARD_ATTACHED;
  }

  /**
   * The envelope with those addresses alone that can be sent to.
   *
   * @param authors whether one of those who wrote it is missed
   * @param recipients whether one of its recipients is
   */
  private Envelope usable(Envelope envelope, boolean authors, boolean recipients) {
    return envelope.withAddresses(
        usable(envelope.from(), authors),
        usable(envelope.to(), recipients),
        usable(envelope.cc(), recipients),
        usable(envelope.replyTo(), authors));
  }

  private List<Address> usable(List<Address> received, boolean missed) {
    return ReceivedAddresses.usable(
        received,
        text -> {
          if (missed) {
            log.warn("'{}' is no address that can be sent to", text);
          }
        });
  }

  private static List<String> deliveredTo(Body body) {
    return body.headers().stream()
        .filter(
            header ->
                header.name().equalsIgnoreCase("Delivered-To")
                    || header.name().equalsIgnoreCase("X-Original-To"))
        .map(Header::value)
        .map(Responder::addrSpec)
        .toList();
  }

  private static String addrSpec(String deliveredTo) {
    return deliveredTo.replaceAll("[<>\\s]", "");
  }

  private static List<String> typed(List<Address> answered, List<String> typed) {
    return joined(answered.stream().map(ReceivedAddresses::typed).toList(), typed);
  }

  private static List<String> joined(List<String> some, List<String> more) {
    return Stream.concat(some.stream(), more.stream()).toList();
  }
}
