package icloudmail.cli;

import java.util.Map;
import java.util.Stack;
import picocli.CommandLine.IParameterPreprocessor;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;

/**
 * Tells the FILE of {@code --raw FILE} from a recipient: that has an {@code @} and no slash. With
 * {@code --raw=FILE} it is a file in any case.
 */
final class RawWord implements IParameterPreprocessor {
  @Override
  @SuppressWarnings("JdkObsolete") // picocli's own
  public boolean preprocess(
      Stack<String> words, CommandSpec command, ArgSpec option, Map<String, Object> info) {
    boolean attached = "=".equals(info.get("separator"));
    if (!attached && (words.isEmpty() || !isFile(words.peek()))) {
      words.push(PreparedOptions.NONE);
    }
    return false;
  }

  private static boolean isFile(String word) {
    boolean option = word.startsWith("-") && !word.equals(PreparedOptions.STANDARD_INPUT);
    return !option && (word.indexOf('@') < 0 || word.indexOf('/') >= 0);
  }
}
