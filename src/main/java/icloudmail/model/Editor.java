package icloudmail.model;

/** Lets the writer look over a text, and keeps what was typed until it is safe elsewhere. */
public interface Editor {
  /**
   * The text as the writer leaves it.
   *
   * @throws MailException where there is no editor, it fails, or the text is left empty: then
   *     nothing is to be sent
   */
  String edit(String text) throws MailException;

  /** Where the text is, for one whose message was not kept. */
  String place();

  /** Lets go of the text, which is kept elsewhere now. */
  void done();
}
