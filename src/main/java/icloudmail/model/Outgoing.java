package icloudmail.model;

/** A message to be sent: one to be composed, or one that is. */
public sealed interface Outgoing permits Draft, PreparedMessage {}
