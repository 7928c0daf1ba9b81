package icloudmail.cli;

import icloudmail.model.AttachmentFile;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * {@code FILE[;type=T][;name=N]}, as curl writes it; other semicolons belong to the file's name.
 */
final class AttachmentConverter implements ITypeConverter<AttachmentFile> {
  /** RFC 6838 section 4.2. */
  private static final Pattern TYPE =
      Pattern.compile("[A-Za-z0-9!#$&^_.+-]{1,127}/[A-Za-z0-9!#$&^_.+-]{1,127}");

  @Override
  public AttachmentFile convert(String typed) {
    String rest = typed;
    String type = null;
    String name = null;
    for (int at = option(rest); at >= 0; at = option(rest)) {
      String option = rest.substring(at + 1);
      String value = option.substring(option.indexOf('=') + 1);
      if (option.startsWith("type=")) {
        type = type(value);
      } else {
        name = value;
      }
      rest = rest.substring(0, at);
    }
    return file(rest, type, name);
  }

  private static int option(String typed) {
    int at = typed.lastIndexOf(';');
    String option = typed.substring(at + 1);
    return option.startsWith("type=") || option.startsWith("name=") ? at : -1;
  }

  private static String type(String value) {
    if (!TYPE.matcher(value).matches()) {
      throw new TypeConversionException("'" + value + "' is not a media type such as text/plain");
    }
    return value;
  }

  private static AttachmentFile file(String path, @Nullable String type, @Nullable String name) {
    try {
      Path file = Path.of(path);
      Path last = file.getFileName();
      String own = last == null ? path : last.toString();
      return new AttachmentFile(
          new InputFile(file), type, name == null || name.isEmpty() ? own : name);
    } catch (InvalidPathException e) {
      throw new TypeConversionException("'" + path + "' cannot be the name of a file");
    }
  }
}
