package icloudmail.packaging;

import java.io.IOException;
import java.io.OutputStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Collections;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/**
 * Raises the class files of a jar to version 52 with stack map frames, where they are older than
 * 50: those no archive of a JVM takes in, so that they would be parsed and verified at each start.
 */
final class RaisedClasses {
  private static final int MAJOR_AT = 6;

  private RaisedClasses() {}

  /** Raises what is too old in {@code jar}, in place; each entry keeps its name and its time. */
  static void in(Path jar) throws IOException {
    Path raised = jar.resolveSibling(jar.getFileName() + ".raised");
    try (ZipFile from = new ZipFile(jar.toFile());
        URLClassLoader classes = new URLClassLoader(new URL[] {jar.toUri().toURL()})) {
      List<? extends ZipEntry> entries = Collections.list(from.entries());
      try (OutputStream out = Files.newOutputStream(raised);
          ZipOutputStream to = new ZipOutputStream(out)) {
        for (ZipEntry entry : entries) {
          ZipEntry copy = new ZipEntry(entry.getName());
          copy.setTimeLocal(entry.getTimeLocal());
          to.putNextEntry(copy);
          to.write(raised(entry.getName(), from.getInputStream(entry).readAllBytes(), classes));
          to.closeEntry();
        }
      }
    }
    Files.move(raised, jar, StandardCopyOption.REPLACE_EXISTING);
  }

  private static byte[] raised(String name, byte[] bytes, ClassLoader classes) {
    if (!name.endsWith(".class") || bytes[MAJOR_AT + 1] >= Opcodes.V1_6) {
      return bytes;
    }
    ClassWriter writer =
        new ClassWriter(ClassWriter.COMPUTE_FRAMES) {
          @Override
          protected ClassLoader getClassLoader() {
            return classes;
          }
        };
    new ClassReader(bytes).accept(new Raise(writer), ClassReader.SKIP_FRAMES);
    return writer.toByteArray();
  }

  private static final class Raise extends ClassVisitor {
    private Raise(ClassVisitor next) {
      super(Opcodes.ASM9, next);
    }

    @Override
    public void visit(
        int version, int access, String name, String signature, String above, String[] interfaces) {
      super.visit(Opcodes.V1_8, access, name, signature, above, interfaces);
    }
  }
}
