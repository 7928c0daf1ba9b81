package icloudmail.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/** All words behind an option are its value, also those that begin with a hyphen. */
final class RestOfLine implements IParameterPreprocessor {
  @Override
  @SuppressWarnings("JdkObsolete") // picocli's own
  public boolean preprocess(
      Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> info) {
    List<String> rest = new ArrayList<>();
    while (!words.isEmpty()) {
      rest.add(words.pop());
    }
    option.setValue(rest);
    return true;
  }
}
