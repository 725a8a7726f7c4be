package dev.symphony.capabilities.caveat;

import dev.symphony.capabilities.datalog.Fact;
import dev.symphony.capabilities.datalog.Term;
import dev.symphony.capabilities.key.PublicKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The facts that an authorizer states about a call. */
final class CallFacts {
  private CallFacts() {}

  /** The facts, in the words of {@link Vocabulary}. */
  static List<Fact> of(Call call, Set<PublicKey> holders) {
    OperationShape shape = call.shape();
    List<Fact> facts = new ArrayList<>();
    facts.add(Fact.of(Vocabulary.SERVICE, Term.of(shape.service())));
    facts.add(Fact.of(Vocabulary.OPERATION, Term.of(shape.operation())));
    facts.add(Fact.of(Vocabulary.TIME, new Term.Date(call.epochSeconds())));
    switch (shape.resource()) {
      case NONE -> {}
      case NAME -> facts.add(Fact.of(Vocabulary.RESOURCE, CallValues.term(call.resource())));
      case PATTERN ->
          facts.add(Fact.of(Vocabulary.RESOURCE_PATTERN, CallValues.term(call.resource())));
    }
    for (int i = 0; i < shape.parameters().size(); i++) {
      Term name = Term.of(shape.parameters().get(i));
      @Nullable Object argument = call.argument(i);
      facts.add(Fact.of(Vocabulary.ARGUMENT, name, CallValues.term(argument)));
      facts.add(Fact.of(Vocabulary.ARGUMENT_SIZE, name, Term.of(CallValues.size(argument))));
    }
    holders.forEach(key -> facts.add(holder(key)));
    return facts;
  }

  /** The fact that whoever presents a token has proved to have a key. */
  static Fact holder(PublicKey key) {
    return Fact.of(Vocabulary.HOLDER, Term.of(key.toString()));
  }
}
