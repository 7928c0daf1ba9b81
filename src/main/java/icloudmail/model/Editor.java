package icloudmail.model;

/** Lets the writer look over a text, and change it. */
public interface Editor {
  /**
   * The text as the writer leaves it.
   *
   * @throws MailException where there is no editor, it fails, or the text is left empty: then
   *     nothing is to be sent
   */
  String edit(String text) throws MailException;
}
