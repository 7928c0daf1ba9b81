package icloudmail.render;

/**
 * Which of the standard streams are terminals, and what the terminal can do.
 *
 * @param in standard input is one
 * @param out standard output is one
 * @param err standard error is one
 * @param width columns of the terminal
 * @param color whether colour is wanted on it
 */
public record Terminal(boolean in, boolean out, boolean err, int width, boolean color) {
  /** Everything goes to files or pipes. */
  public static Terminal none() {
    return new Terminal(false, false, false, 80, false);
  }
}
