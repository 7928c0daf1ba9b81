package icloudmail.cli;

import icloudmail.model.InputSource;
import icloudmail.model.LimitedInput;
import java.io.InputStream;

/** Standard input as bytes, not without an end. */
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
    return new LimitedInput(in, name());
  }
}
