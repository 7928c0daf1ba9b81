package icloudmail.attack;

import icloudmail.testkit.icloud.Faults;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One fault of one answer to one command line.
 *
 * @param number its place among the cases of its command line
 * @param command the words that the command of the protocol begins with
 * @param before how many of these are answered as usual
 * @param always whether all later ones go wrong too
 */
record FaultCell(
    int number, Attacked attacked, String command, int before, FaultKind kind, boolean always) {

  /** All that can go wrong with a command line, by what it said where nothing did. */
  static List<FaultCell> of(Attacked attacked, List<String> occurrences) {
    Map<String, Integer> seen = new HashMap<>();
    List<FaultCell> cells = new ArrayList<>();
    for (String occurrence : occurrences) {
      String[] words = occurrence.split(" ", 3);
      String command = words[0].equals("UID") ? words[0] + " " + words[1] : words[0];
      int before = seen.merge(command, 1, Integer::sum) - 1;
      for (FaultKind kind : FaultKind.values()) {
        if (kind.spoils(command) && !kind.isTooLongFor(attacked)) {
          cells.add(new FaultCell(cells.size(), attacked, command, before, kind, false));
          cells.add(new FaultCell(cells.size(), attacked, command, before, kind, true));
        }
      }
    }
    return cells;
  }

  void spoil(Faults faults) {
    Faults.Rule rule = faults.on(command).after(before);
    kind.on(always ? rule.always() : rule);
  }

  @Override
  public String toString() {
    return attacked
        + " | "
        + command
        + " "
        + (before + 1)
        + (always ? " and later" : "")
        + " | "
        + kind;
  }
}
