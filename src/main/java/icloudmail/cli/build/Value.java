package icloudmail.cli.build;

import icloudmail.config.FileStore;
import icloudmail.config.PasswordStores;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import picocli.CommandLine.Model.ArgSpec;

/**
 * What a shell completes where a value stands.
 *
 * @param label what the help calls it, in lower case
 * @param words those that it can be, where the kind is WORDS
 */
record Value(Kind kind, String label, List<String> words) {
  /** The kinds of values that shells know to complete. */
  enum Kind {
    /** Nothing can be known of it. */
    NONE,
    WORDS,
    FILE,
    ACCOUNT,
    QUERY,
    /** A query, and at last a folder. */
    FOLDER,
    /** A command of the system, and its own arguments. */
    COMMAND;

    /** As the scripts name it. */
    String word() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  static Value none() {
    return new Value(Kind.NONE, "", List.of());
  }

  /**
   * Of an option or operand.
   *
   * @param commands the names of all commands
   */
  static Value of(ArgSpec argument, List<String> commands) {
    String label = argument.paramLabel();
    List<String> words = words(argument, commands);
    Kind kind = words.isEmpty() ? kind(label) : Kind.WORDS;
    return new Value(kind, label.toLowerCase(Locale.ROOT), words);
  }

  private static List<String> words(ArgSpec argument, List<String> commands) {
    List<String> words = new ArrayList<>();
    if (argument.type().isEnum()) {
      Arrays.stream(argument.type().getEnumConstants()).map(String::valueOf).forEach(words::add);
    } else if (argument.paramLabel().equals("STORE")) {
      words.addAll(PasswordStores.names());
      words.add(FileStore.NAME);
    } else if (argument.completionCandidates() != null) {
      words.addAll(commands);
      argument.completionCandidates().forEach(words::add);
    }
    return words;
  }

  private static Kind kind(String label) {
    return switch (label) {
      case "NAME" -> Kind.ACCOUNT;
      case "QUERY", "REF" -> Kind.QUERY;
      case "QUERY... FOLDER" -> Kind.FOLDER;
      case "CMD ARG..." -> Kind.COMMAND;
      default -> label.startsWith("FILE") ? Kind.FILE : Kind.NONE;
    };
  }
}
