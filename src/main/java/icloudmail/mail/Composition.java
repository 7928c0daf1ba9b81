package icloudmail.mail;

import icloudmail.model.Content;
import icloudmail.model.Submission;

/**
 * A composed message: its envelope (RFC 5321) and its bytes.
 *
 * @param content the message, CRLF, without Bcc; written once, since standard input is read once
 */
public record Composition(Submission submission, Content content) {}
