package icloudmail.cli;

import icloudmail.model.AttachmentFile;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** {@code FILE[;type=T][;name=N]}, as curl writes it; other semicolons belong to the names. */
final class AttachmentConverter implements ITypeConverter<AttachmentFile> {
  /** RFC 6838 section 4.2. */
  private static final Pattern TYPE =
      Pattern.compile("[A-Za-z0-9!#$&^_.+-]{1,127}/[A-Za-z0-9!#$&^_.+-]{1,127}");

  private static final Pattern OPTION = Pattern.compile(";(?=(?:type|name)=)");

  @Override
  public AttachmentFile convert(String typed) {
    String[] words = OPTION.split(typed);
    String type = null;
    String name = null;
    for (String option : List.of(words).subList(1, words.length)) {
      String value = option.substring(option.indexOf('=') + 1);
      if (option.startsWith("type=")) {
        type = type(value);
      } else {
        name = value;
      }
    }
    return file(words[0], type, name);
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
