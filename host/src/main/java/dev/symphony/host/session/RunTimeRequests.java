package dev.symphony.host.session;

import dev.symphony.capabilities.right.Right;
import dev.symphony.host.UserError;
import dev.symphony.host.service.extension.CallChain;
import dev.symphony.host.service.permission.PermissionRequest;
import dev.symphony.host.service.permission.PermissionsService;
import dev.symphony.kernel.extension.Activation;
import dev.symphony.kernel.extension.ExtensionId;
import dev.symphony.kernel.policy.GrantDecision;
import dev.symphony.kernel.policy.GrantRequest;
import dev.symphony.kernel.policy.Occasion;
import dev.symphony.kernel.service.ServiceFailure;
import java.nio.file.Path;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The requests of one running extension: the policy decides first, and what it permits a person is
 * asked about. What it has it may lend to those it calls. Every answer is on record. What is given
 * ends with the activation at the latest, and is given again in later runs where that was agreed
 * to.
 */
final class RunTimeRequests implements PermissionsService {
  private static final int MOST_REFUSALS = 3;

  private final Session session;
  private final Policies policies;
  private final GrantRequest.Requester requester;
  private final String allowedAs;
  private final ObjectScope scope;
  private final ExtensionCalls calls;
  private final Loans loans;
  private final CompletableFuture<Activation> activation = new CompletableFuture<>();
  private final AtomicInteger refusals = new AtomicInteger();

  /**
   * The requests of an extension.
   *
   * @param allowedAs what it is allowed for later runs is kept under this
   * @param scope for whom objects are opened, rooted where the extension's {@code files} are
   * @param calls runs what the extension calls
   */
  RunTimeRequests(
      Session session,
      Policies policies,
      GrantRequest.Requester requester,
      String allowedAs,
      ObjectScope scope,
      ExtensionCalls calls) {
    this.session = session;
    this.policies = policies;
    this.requester = requester;
    this.allowedAs = allowedAs;
    this.scope = scope;
    this.calls = calls;
    this.loans = new Loans(session, policies, scope.who(), requester);
  }

  /** For whom an object is opened that is rooted at {@code root}. */
  ObjectScope scope(Optional<Path> root) {
    return new ObjectScope(
        scope.who(),
        scope.storedAs(),
        root,
        scope.chain(),
        Optional.of((chain, input) -> call(chain, input)));
  }

  private @Nullable Object call(CallChain chain, @Nullable Object input) {
    return calls.invoke(
        chain, input, callee -> loans.give(activation.join(), callee, chain.last()));
  }

  private ExtensionId who() {
    return scope.who();
  }

  /** Says who it is that asks, and gives it what was agreed to in earlier runs. */
  void begin(Activation begun) throws UserError {
    activation.complete(begun);
    if (session.permissions().isEmpty()) {
      return;
    }
    for (KeptPermissions.Entry kept : session.permissions().get().of(allowedAs)) {
      try {
        giveAgain(kept);
      } catch (UserError | ServiceFailure e) {
        session.report(e);
      }
    }
  }

  private void giveAgain(KeptPermissions.Entry kept) throws UserError {
    PermissionRequest request = PermissionRequest.parse(kept.right(), kept.span(), "as before");
    switch (decide(request)) {
      case GrantDecision.Granted granted -> give(granted.right());
      case GrantDecision.Refused refused ->
          note("policy", request.right(), "kept-permission-refused", request.span());
    }
  }

  @Override
  public String request(String right, String span, String reason) {
    if (refusals.get() >= MOST_REFUSALS) {
      throw refused("it was refused " + MOST_REFUSALS + " times already, and asks no more");
    }
    PermissionRequest request = PermissionRequest.parse(right, span, reason);
    try {
      return switch (decide(request)) {
        case GrantDecision.Granted(Right allowed, var leftOut) -> ask(request, allowed).toString();
        case GrantDecision.Refused(var why) -> {
          note("policy", request.right(), "request-refused", request.span());
          throw refused(why.getFirst().reason());
        }
      };
    } catch (UserError e) {
      session.report(e);
      throw refused("it can't be given here");
    }
  }

  @Override
  public String lend(String right, String name) {
    GrantRequest.Requester borrower =
        calls
            .requester(name)
            .orElseThrow(() -> refused("there is no extension '" + name + "' to lend to"));
    try {
      return loans.add(PermissionRequest.right(right), borrower).toString();
    } catch (UserError e) {
      session.report(e);
      throw refused("it can't be lent here");
    }
  }

  private GrantDecision decide(PermissionRequest request) throws UserError {
    return policies.decide(
        new GrantRequest(
            requester, request.right(), session.isolation(), new Occasion.RunTime(request.span())));
  }

  /** One question at a time, whoever else asks. */
  private Right ask(PermissionRequest request, Right allowed) throws UserError {
    String account = System.getProperty("user.name", "somebody");
    if (!session.agrees(
        who() + " asks for " + allowed + ", because: " + request.reason(),
        "Allow it (" + PermissionRequest.text(request.span()) + ")?")) {
      note("nobody", allowed, "request-refused", request.span());
      throw refused("nobody agreed to it");
    }
    note(account, allowed, "request-approved", request.span());
    give(allowed);
    if (request.outlivesTheRun() && session.permissions().isPresent()) {
      session
          .permissions()
          .get()
          .add(
              allowedAs,
              new KeptPermissions.Entry(
                  allowed.toString(),
                  PermissionRequest.text(request.span()),
                  account,
                  session.clock().now().toString()));
    }
    return allowed;
  }

  private void give(Right right) throws UserError {
    Activation running = activation.join();
    if (!running.extend(
        right.service(), session.objects().grant(right, scope(scope.root())), right)) {
      throw refused("it has ended");
    }
  }

  private void note(String account, Right right, String decision, Occasion.Span span) {
    session.note(account, who().toString(), decision, PermissionRequest.text(span) + " " + right);
  }

  private ServiceFailure refused(String why) {
    refusals.incrementAndGet();
    return new ServiceFailure(PermissionRequest.REFUSED, why);
  }
}
