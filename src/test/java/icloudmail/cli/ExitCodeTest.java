package icloudmail.cli;

import static org.assertj.core.api.Assertions.assertThat;

import icloudmail.model.MailException;
import icloudmail.testkit.CliRun;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {
  @ParameterizedTest
  @CsvSource({
    "NOT_FOUND, 1",
    "USAGE, 64",
    "REFUSED, 65",
    "NO_INPUT, 66",
    "SERVICE_REFUSED, 69",
    "INTERNAL, 70",
    "CANNOT_CREATE, 73",
    "IO, 74",
    "TEMPORARY, 75",
    "PROTOCOL, 76",
    "UNKNOWN_OUTCOME, 76",
    "AUTH, 77",
    "CONFIGURATION, 78"
  })
  void everyKindHasTheCodeOfSysexits(MailException.Kind kind, int code) {
    assertThat(ExitCode.of(kind)).isEqualTo(code);
  }

  @TempDir Path state;

  @Test
  void theHelpTellsEveryCode() {
    List<Integer> told =
        Pattern.compile("(?m)^  (\\d+) ")
            .matcher(CliRun.Setting.of(Map.of(), state).run("help", "exit-codes").out())
            .results()
            .map(found -> Integer.valueOf(found.group(1)))
            .toList();
    List<Integer> constants =
        Arrays.stream(ExitCode.class.getDeclaredFields())
            .filter(field -> Modifier.isStatic(field.getModifiers()))
            .filter(field -> field.getType() == int.class)
            .map(ExitCodeTest::value)
            .sorted()
            .toList();

    assertThat(told).isEqualTo(constants);
  }

  private static Integer value(Field field) {
    try {
      return field.getInt(null);
    } catch (IllegalAccessException e) {
      throw new IllegalStateException(e);
    }
  }
}
