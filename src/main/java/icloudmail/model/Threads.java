package icloudmail.model;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Puts answers below what they answer: Jamie Zawinski's algorithm over Message-ID, References and
 * In-Reply-To (RFC 5322 section 3.6.4), without its guess by subject. A message that is not in the
 * list still holds its answers together. Source: jwz.org/doc/threading.html.
 */
public final class Threads {
  private final Map<String, Node> nodes = new LinkedHashMap<>();

  private Threads() {}

  private static final class Node {
    private @Nullable Envelope envelope;
    private @Nullable Node parent;
    private final List<Node> children = new ArrayList<>();

    /** Whether {@code other} is this node or stands above it. */
    private boolean isWithin(Node other) {
      for (Node at = this; at != null; at = at.parent) {
        if (at == other) {
          return true;
        }
      }
      return false;
    }

    private void adopt(Node child) {
      if (child.parent == null && !isWithin(child)) {
        child.parent = this;
        children.add(child);
      }
    }

    private void leaveParent() {
      if (parent != null) {
        parent.children.remove(this);
        parent = null;
      }
    }
  }

  /**
   * The same messages, each with its depth: threads in the order of the first of their messages in
   * {@code envelopes}, within a thread the oldest first.
   */
  public static List<Envelope> of(List<Envelope> envelopes) {
    Threads threads = new Threads();
    List<Node> placed = envelopes.stream().map(threads::place).toList();
    Set<Node> roots = new LinkedHashSet<>();
    placed.forEach(node -> roots.add(root(node)));
    List<Envelope> result = new ArrayList<>();
    roots.forEach(root -> unfold(root, result));
    return result;
  }

  private Node place(Envelope envelope) {
    Node node = own(envelope);
    node.envelope = envelope;
    List<String> above = new ArrayList<>(envelope.references());
    if (above.isEmpty() && !envelope.inReplyTo().isEmpty()) {
      above.add(envelope.inReplyTo().get(0));
    }
    above.remove(envelope.messageId());
    Node parent = null;
    for (String id : above) {
      Node next = nodes.computeIfAbsent(id, unknown -> new Node());
      if (parent != null) {
        parent.adopt(next);
      }
      parent = next;
    }
    if (parent != null && !parent.isWithin(node)) {
      // what the message itself says of its parent counts more than what others said
      node.leaveParent();
      parent.adopt(node);
    }
    return node;
  }

  /** A message whose Message-ID is missing, or another's too, stands for itself. */
  private Node own(Envelope envelope) {
    String id = envelope.messageId();
    Node known = id == null ? null : nodes.computeIfAbsent(id, unknown -> new Node());
    return known == null || known.envelope != null ? new Node() : known;
  }

  private static Node root(Node node) {
    Node at = node;
    while (at.parent != null) {
      at = at.parent;
    }
    return at;
  }

  private record Step(Node node, int depth) {}

  /** Without recursion, since a thread may be as deep as its writers like. */
  private static void unfold(Node root, List<Envelope> result) {
    Deque<Step> open = new ArrayDeque<>();
    open.push(new Step(root, 0));
    while (!open.isEmpty()) {
      Step step = open.pop();
      Envelope envelope = step.node().envelope;
      if (envelope != null) {
        result.add(envelope.withDepth(step.depth()));
      }
      List<Node> children = new ArrayList<>(step.node().children);
      children.sort(Comparator.comparingLong(Threads::arrival));
      for (int i = children.size() - 1; i >= 0; i--) {
        // the first answer stands for what it answers where that is not in the list
        boolean standsForParent = envelope == null && i == 0;
        open.push(new Step(children.get(i), step.depth() + (standsForParent ? 0 : 1)));
      }
    }
  }

  private static long arrival(Node node) {
    Envelope envelope = node.envelope;
    return envelope == null || envelope.received() == null
        ? Long.MIN_VALUE
        : envelope.received().toEpochMilli();
  }
}
