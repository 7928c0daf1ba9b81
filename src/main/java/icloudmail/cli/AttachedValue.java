package icloudmail.cli;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** An option's value counts only behind {@code =}; a word after it is a word of the query. */
final class AttachedValue implements IParameterPreprocessor {
  /** Stands for a value where none is given; nobody can type it. */
  static final String NONE = "\0";

  @Override
  @SuppressWarnings("JdkObsolete") // picocli's own
  public boolean preprocess(
      Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> info) {
    if (!"=".equals(info.get("separator"))) {
      words.push(NONE);
    }
    return false;
  }
}
