package icloudmail.render;

import java.util.Locale;

/** Octets as people read them. */
final class Sizes {
  private Sizes() {}

  /** {@code 512 B}, {@code 1.4 kB}, {@code 20 MB}: powers of 1000. */
  static String human(long octets) {
    String[] units = {"B", "kB", "MB", "GB", "TB"};
    double value = octets;
    int unit = 0;
    while (value >= 999.5 && unit < units.length - 1) {
      value /= 1000;
      unit++;
    }
    String digits = unit == 0 || value >= 9.95 ? "%.0f %s" : "%.1f %s";
    return String.format(Locale.ROOT, digits, value, units[unit]);
  }
}
