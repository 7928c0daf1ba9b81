package icloudmail.model;

/** A message that is read with a preference of its own, where its reader names none. */
record PreferredMessage(Message message, Preference preference) implements Message {
  @Override
  public Envelope envelope() {
    return message.envelope();
  }

  @Override
  public Content raw() {
    return message.raw();
  }

  @Override
  public Body body(Preference asked) throws MailException {
    return message.body(asked);
  }

  @Override
  public Body body() throws MailException {
    return message.body(preference);
  }
}
