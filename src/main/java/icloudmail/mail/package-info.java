/**
 * The only room that speaks IMAP, SMTP and MIME. It turns model nouns into protocol and back, and
 * every library or protocol failure into a {@link icloudmail.model.MailException} in one place,
 * {@link icloudmail.mail.Failures}. The order of steps is not decided here but in {@code service}.
 *
 * <p>IMAP runs on Angus Mail's {@code IMAPProtocol}, one method call a command, since its folders
 * send commands of their own and answer an empty message where the server said NO (icloud-facts 8).
 */
@NullMarked
package icloudmail.mail;

import org.jspecify.annotations.NullMarked;
