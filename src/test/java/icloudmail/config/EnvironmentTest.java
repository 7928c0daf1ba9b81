package icloudmail.config;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class EnvironmentTest {
  private static Environment of(String... namesAndValues) {
    Map<String, String> variables = new HashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      variables.put(namesAndValues[i], namesAndValues[i + 1]);
    }
    return new Environment(variables);
  }

  @Test
  void anEmptyVariableIsNotSet() {
    assertThat(of("A", "", "B", "b").get("A")).isNull();
    assertThat(of("A", "", "B", "b").get("B")).isEqualTo("b");
    assertThat(of().get("C")).isNull();
  }

  @Test
  void filesStandBelowHome() {
    Environment environment = of("HOME", "/home/jo");

    assertThat(environment.configFile())
        .isEqualTo(Path.of("/home/jo/.config/icloud-mail/config.toml"));
    assertThat(environment.stateDirectory())
        .isEqualTo(Path.of("/home/jo/.local/state/icloud-mail"));
  }

  @Test
  void xdgNamesOtherPlaces() {
    Environment environment =
        of("HOME", "/home/jo", "XDG_CONFIG_HOME", "/c", "XDG_STATE_HOME", "/s");

    assertThat(environment.configFile()).isEqualTo(Path.of("/c/icloud-mail/config.toml"));
    assertThat(environment.stateDirectory()).isEqualTo(Path.of("/s/icloud-mail"));
  }

  @Test
  void aRelativeXdgPathIsIgnored() {
    Environment environment = of("HOME", "/home/jo", "XDG_CONFIG_HOME", "c", "XDG_STATE_HOME", "");

    assertThat(environment.configFile())
        .isEqualTo(Path.of("/home/jo/.config/icloud-mail/config.toml"));
    assertThat(environment.stateDirectory())
        .isEqualTo(Path.of("/home/jo/.local/state/icloud-mail"));
  }

  @Test
  void aNamedConfigurationFileGoesFirst() {
    Environment environment =
        of("HOME", "/home/jo", "XDG_CONFIG_HOME", "/c", "ICLOUD_MAIL_CONFIG", "x.toml");

    assertThat(environment.configFile()).isEqualTo(Path.of("x.toml"));
  }

  @Test
  void withoutHomeThePathsAreAbsoluteStill() {
    assertThat(of().configFile()).isAbsolute();
    assertThat(of().stateDirectory()).isAbsolute().endsWithRaw(Path.of(".local/state/icloud-mail"));
  }
}
