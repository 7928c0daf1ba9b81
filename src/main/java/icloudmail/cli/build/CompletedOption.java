package icloudmail.cli.build;

import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.OptionSpec;

/**
 * An option as shells complete it.
 *
 * @param about what it does, in a few words
 * @param value what it takes, or null for nothing
 * @param optional whether the value may be missing, and stands behind {@code =} only
 * @param repeated whether it may be given more than once
 */
record CompletedOption(
    List<String> names, String about, @Nullable Value value, boolean optional, boolean repeated) {
  static CompletedOption of(OptionSpec option, List<String> commands) {
    boolean takes = option.arity().max() > 0;
    return new CompletedOption(
        List.of(option.names()),
        sentence(String.join(" ", option.description())),
        takes ? Value.of(option, commands) : null,
        takes && option.arity().min() == 0,
        option.isMultiValue());
  }

  /** The first sentence or half of one, without the full stop. */
  static String sentence(String text) {
    return text.split("(?<=[^.])\\.( |$)|; ", 2)[0];
  }
}
