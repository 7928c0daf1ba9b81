package icloudmail.cli;

import picocli.CommandLine.Help;
import picocli.CommandLine.Help.ColorScheme;
import picocli.CommandLine.IHelpFactory;
import picocli.CommandLine.Model.CommandSpec;

/** Help in the layout of this program, which is loaded only where somebody asks for help. */
final class GroupedHelp implements IHelpFactory {
  @Override
  public Help create(CommandSpec command, ColorScheme colors) {
    return new Help(command, colors) {
      @Override
      public String optionListHeading(Object... values) {
        return "";
      }

      @Override
      public String optionList() {
        return HelpLayout.options(this);
      }
    };
  }
}
