package icloudmail.model;

import java.nio.file.Path;

/**
 * Loopback servers in place of Apple's, for tests and the sandbox.
 *
 * @param imapPort port of IMAP with implicit TLS
 * @param smtpPort port of submission with STARTTLS
 * @param ca PEM file of the only certificates that are trusted there
 */
public record LocalServers(int imapPort, int smtpPort, Path ca) {}
