package icloudmail.store;

/**
 * What is noted of a message when it is written.
 *
 * @param size its octets
 * @param crc CRC-32C of them: against accidents, not malice
 * @param place what tells its file from others: its arrival in seconds of the epoch (Maildir), the
 *     octet where it begins (mbox), or 0
 */
record KeptMessage(long uid, long size, int crc, long place) {}
