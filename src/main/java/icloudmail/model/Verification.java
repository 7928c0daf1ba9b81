package icloudmail.model;

/**
 * How an archive was found.
 *
 * @param held messages that it has noted
 * @param damaged how many of them are gone or spoilt
 * @param others other differences: files that it has not noted, messages that it does not hold
 */
public record Verification(long held, long damaged, long others) {}
