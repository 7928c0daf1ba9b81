package icloudmail.model;

import java.nio.file.Path;

/**
 * What one run kept of one folder.
 *
 * @param folder the decoded mailbox name
 * @param uidValidity the generation of its UIDs
 * @param path the directory or file that keeps it
 * @param added messages that this run added
 * @param bytes their octets
 * @param reflagged messages that were held already and whose flags were brought up to date
 * @param held messages of this generation that are held now, those added among them
 */
public record ArchivedFolder(
    String folder,
    long uidValidity,
    Path path,
    long added,
    long bytes,
    long reflagged,
    long held) {}
