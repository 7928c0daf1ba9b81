package icloudmail.model;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A whole message as it is to be kept, with what the server knows of it.
 *
 * @param received arrival time (INTERNALDATE), or null
 * @param flags as the server spells them, for example {@code \Seen}
 * @param returnPath the address in its Return-Path field, or null
 * @param size octets that {@code content} writes
 * @param content the bytes as the server holds them (RFC 5322, CRLF)
 */
public record DownloadedMessage(
    Reference reference,
    @Nullable Instant received,
    List<String> flags,
    @Nullable String returnPath,
    long size,
    Content content) {
  public DownloadedMessage {
    flags = List.copyOf(flags);
  }
}
