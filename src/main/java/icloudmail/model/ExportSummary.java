package icloudmail.model;

import java.time.Duration;

/**
 * What an export did in all.
 *
 * @param folders how many folders were gone through
 * @param added messages that were added
 * @param bytes their octets
 * @param reflagged messages whose flags were brought up to date
 * @param took how long it lasted
 */
public record ExportSummary(int folders, long added, long bytes, long reflagged, Duration took) {}
