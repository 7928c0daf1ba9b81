package icloudmail.cli;

import icloudmail.model.InputSource;
import java.io.InputStream;

/** Standard input as bytes; it is left open. */
record StandardInput(InputStream in) implements InputSource {
  @Override
  public String name() {
    return "standard input";
  }

  @Override
  public void check() {
    // it is told when it is read
  }

  @Override
  public boolean rereadable() {
    return false;
  }

  @Override
  public InputStream open() {
    return in;
  }
}
