package icloudmail.model;

/**
 * A header field.
 *
 * @param name as it is spelt in the message
 * @param value unfolded and decoded
 */
public record Header(String name, String value) {}
