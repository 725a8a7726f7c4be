package dev.symphony.host.session;

import dev.symphony.capabilities.right.Right;
import dev.symphony.document.DocumentException;
import dev.symphony.host.UserError;
import dev.symphony.host.install.ExtensionReference;
import dev.symphony.host.service.Services;
import dev.symphony.host.service.extension.CallChain;
import dev.symphony.host.service.extension.ExtensionInvoker;
import dev.symphony.host.session.InstalledSource.Origin;
import dev.symphony.kernel.extension.Activation;
import dev.symphony.kernel.extension.Endowment;
import dev.symphony.kernel.extension.Extension;
import dev.symphony.kernel.extension.ExtensionDescriptor;
import dev.symphony.kernel.extension.ExtensionId;
import dev.symphony.kernel.extension.LifecycleException;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.guest.GuestInvocation;
import dev.symphony.kernel.guest.GuestOutcome;
import dev.symphony.kernel.guest.GuestStartException;
import dev.symphony.kernel.guest.RunningInvocation;
import dev.symphony.kernel.guest.Usage;
import dev.symphony.kernel.policy.GrantDecision;
import dev.symphony.kernel.policy.GrantRequest;
import dev.symphony.kernel.service.ServiceFailure;
import dev.symphony.registry.bundle.ExtensionSource;
import dev.symphony.registry.manifest.ExtensionIdentity;
import dev.symphony.registry.manifest.Manifest;
import dev.symphony.registry.manifest.RequestedCapability;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Runs extensions with what the policy grants of what their manifests ask for. */
public final class ExtensionRunner {
  private static final String ENTRY_FUNCTION = "run";

  private final Session session;
  private final Policies policies;
  private final Map<ExtensionId, InstalledSource> installed = new ConcurrentHashMap<>();
  private final Map<String, InstalledSource> preferred = new ConcurrentHashMap<>();
  private final Set<String> decided = ConcurrentHashMap.newKeySet();
  private final ExtensionCalls calls;

  ExtensionRunner(Session session, Policies policies) {
    this.session = session;
    this.policies = policies;
    this.calls = new ExtensionCalls(session, this);
  }

  /**
   * Installs an extension that was read from a directory; the same one again is the same.
   *
   * @throws UserError {@code extension-conflict} when another code has its publisher, name and
   *     version
   */
  public InstalledSource install(ExtensionSource source) throws UserError {
    return install(source, Origin.UNSIGNED);
  }

  private synchronized InstalledSource install(ExtensionSource source, Origin origin)
      throws UserError {
    ExtensionIdentity identity = source.manifest().identity();
    ExtensionId id = new ExtensionId(identity.publisher(), identity.name(), identity.version());
    InstalledSource before = installed.get(id);
    if (before != null) {
      if (!before.source().digest().equals(source.digest())) {
        throw new UserError(
            "extension-conflict",
            id + " is there twice, with different code; give one of them another version");
      }
      return before;
    }
    InstalledSource added = new InstalledSource(source, installNew(id, source), origin);
    installed.put(id, added);
    return added;
  }

  /**
   * Installs the extension in a directory. When the session has a home, it goes there the way that
   * published extensions go; without one there is nowhere to publish to, and it is read as it is.
   *
   * @throws DocumentException when it is no extension
   */
  public InstalledSource installDirectory(Path directory) throws UserError, DocumentException {
    return install(
        session.development().isPresent()
            ? session.development().get().publish(directory)
            : ExtensionSource.load(directory));
  }

  /**
   * Installs the active version of an extension that the home has, verified again.
   *
   * @throws UserError {@code extension-not-installed}, or why it is refused
   */
  public InstalledSource installPublished(ExtensionReference reference) throws UserError {
    return install(PublishedSource.read(session.registry(), reference), Origin.PUBLISHED);
  }

  private Extension installNew(ExtensionId id, ExtensionSource source) throws UserError {
    try {
      if (source.model().isPresent()) {
        session.stores().models().add(source.model().get());
      }
      Extension extension =
          session
              .kernel()
              .extensions()
              .install(new ExtensionDescriptor(id, source.program(), source.manifest().limits()));
      session.note(id.toString(), "loaded", source.digest());
      return extension;
    } catch (LifecycleException e) {
      throw new UserError(e.code(), String.valueOf(e.getMessage()), e);
    } catch (IOException e) {
      throw new UserError("model-unwritable", "the model of " + id + " can't be kept: " + e, e);
    }
  }

  /**
   * Forgets a version of an extension, of which nothing runs any more; while something does, it
   * stays.
   */
  public synchronized void forget(InstalledSource source) {
    try {
      session.kernel().extensions().remove(source.extension());
      installed.remove(source.extension().descriptor().id(), source);
      preferred.remove(qualifiedName(source), source);
    } catch (LifecycleException e) {
      // Another run of the same version is under way, and goes on.
    }
  }

  /** From now on calls of other extensions go to this version of the extension. */
  public void prefer(InstalledSource source) {
    preferred.put(qualifiedName(source), source);
  }

  /** The extensions that are installed in this session. */
  public List<InstalledSource> installed() {
    return List.copyOf(installed.values());
  }

  /**
   * Starts a run of an extension.
   *
   * @param input what {@code run} gets
   * @param directories by name of a capability, the directory that it is rooted at
   * @throws UserError when it asks for what it can't have
   */
  public RunningExtension start(
      InstalledSource extension, @Nullable Object input, Map<String, Path> directories)
      throws UserError {
    return start(
        extension,
        input,
        directories,
        CallChain.startingWith(qualifiedName(extension)),
        activation -> {});
  }

  /** The same, at the end of {@code chain}; {@code prepare} is given the guest before it runs. */
  RunningExtension start(
      InstalledSource extension,
      @Nullable Object input,
      Map<String, Path> directories,
      CallChain chain,
      Consumer<Activation> prepare)
      throws UserError {
    try {
      Activation activation = prepared(activate(extension, directories, chain), prepare);
      RunningInvocation invocation =
          ProgramCall.start(
              activation,
              extension.source().manifest().limits(),
              Optional.of(
                  new GuestInvocation.Call(ENTRY_FUNCTION, Collections.singletonList(input))),
              activation::close);
      return new RunningExtension(invocation, activation.isolation().toString());
    } catch (GuestStartException e) {
      session.report(e);
      return new RunningExtension(
          new FinishedInvocation(new GuestOutcome.HostFault(e.error(), Usage.NONE)), "none");
    }
  }

  private static Activation prepared(Activation activation, Consumer<Activation> prepare) {
    try {
      prepare.accept(activation);
      return activation;
    } catch (ServiceFailure e) {
      activation.close();
      throw e;
    }
  }

  /**
   * Starts a guest of an extension that stays until it is closed; its program is not evaluated yet.
   *
   * @param directories by name of a capability, the directory that it is rooted at
   * @throws UserError when it asks for what it can't have
   * @throws GuestStartException when no worker can be had
   */
  public Activation activate(InstalledSource extension, Map<String, Path> directories)
      throws UserError, GuestStartException {
    return activate(extension, directories, CallChain.startingWith(qualifiedName(extension)));
  }

  private Activation activate(
      InstalledSource extension, Map<String, Path> directories, CallChain chain)
      throws UserError, GuestStartException {
    RunTimeRequests requests = requests(extension, directories, chain);
    List<Endowment> endowments = endowments(extension, directories, requests);
    remember(extension, endowments);
    try {
      Activation activation =
          session
              .kernel()
              .extensions()
              .activate(
                  extension.extension(),
                  endowments,
                  session.console(extension.source().manifest().identity().name()));
      begin(requests, activation);
      return activation;
    } catch (LifecycleException e) {
      throw new UserError(e.code(), String.valueOf(e.getMessage()), e);
    }
  }

  private static void begin(RunTimeRequests requests, Activation activation) throws UserError {
    try {
      requests.begin(activation);
    } catch (UserError e) {
      activation.close();
      throw e;
    }
  }

  private RunTimeRequests requests(
      InstalledSource extension, Map<String, Path> directories, CallChain chain) {
    return new RunTimeRequests(
        session,
        policies,
        requester(extension.source().manifest()),
        extension.allowedAs(),
        new ObjectScope(
            extension.extension().descriptor().id(),
            extension.storedAs(),
            Optional.ofNullable(directories.get("files")),
            chain,
            Optional.empty()),
        calls);
  }

  private static String qualifiedName(InstalledSource extension) {
    ExtensionIdentity identity = extension.source().manifest().identity();
    return identity.publisher() + "/" + identity.name();
  }

  private void remember(InstalledSource extension, List<Endowment> endowments) throws UserError {
    if (session.known().isPresent()) {
      session
          .known()
          .get()
          .put(
              extension.extension().descriptor().id().toString(),
              new KnownExtensions.Entry(
                  extension.source().manifest().kind().id(),
                  extension.source().digest(),
                  endowments.stream().map(e -> e.right().toString()).toList(),
                  session.clock().now().toString()));
    }
  }

  private List<Endowment> endowments(
      InstalledSource extension, Map<String, Path> directories, RunTimeRequests requests)
      throws UserError {
    List<Endowment> endowments = new ArrayList<>();
    for (RequestedCapability wanted : extension.source().manifest().capabilities()) {
      ObjectScope scope = requests.scope(Optional.ofNullable(directories.get(wanted.binding())));
      endowment(extension, wanted, scope, requests).ifPresent(endowments::add);
    }
    return endowments;
  }

  private Optional<Endowment> endowment(
      InstalledSource extension,
      RequestedCapability wanted,
      ObjectScope scope,
      RunTimeRequests requests)
      throws UserError {
    boolean optional = wanted.need() == RequestedCapability.Need.OPTIONAL;
    if (optional && scope.root().isEmpty() && wanted.right().service().equals("files")) {
      return Optional.empty();
    }
    ExtensionId id = extension.extension().descriptor().id();
    GrantDecision decision = policies.decide(request(extension.source().manifest(), wanted));
    note(id, wanted, decision);
    return switch (decision) {
      case GrantDecision.Granted granted ->
          Optional.of(
              new Endowment(
                  wanted.binding(), source(granted.right(), scope, requests), granted.right()));
      case GrantDecision.Refused refused when optional -> Optional.empty();
      case GrantDecision.Refused refused ->
          throw refusal(id, wanted, refused.refusals().getFirst());
    };
  }

  private Grant source(Right right, ObjectScope scope, RunTimeRequests requests) throws UserError {
    return right.service().equals(Services.PERMISSIONS.name())
        ? session.objects().grant(right, () -> requests)
        : session.objects().grant(right, scope);
  }

  private void note(ExtensionId id, RequestedCapability wanted, GrantDecision decision) {
    switch (decision) {
      case GrantDecision.Granted granted -> note(id, "policy-approved", granted.right().toString());
      case GrantDecision.Refused refused ->
          note(id, "policy-refused", wanted.right() + ": " + refused.refusals().getFirst().code());
    }
  }

  /** Records a decision once in a session, however often the extension runs. */
  private void note(ExtensionId id, String decision, String detail) {
    if (decided.add(id + " " + decision + " " + detail)) {
      session.note(id.toString(), decision, detail);
    }
  }

  private GrantRequest request(Manifest manifest, RequestedCapability wanted) {
    return new GrantRequest(requester(manifest), wanted.right(), session.isolation());
  }

  /** The version of {@code name}, which is {@code publisher/name}, that calls go to. */
  Optional<InstalledSource> find(String name) {
    return Optional.ofNullable(preferred.get(name))
        .or(() ->
            installed.values().stream().filter(i -> qualifiedName(i).equals(name)).findFirst());
  }

  /** Calls that nobody but the host makes. */
  ExtensionInvoker calls() {
    return calls;
  }

  static GrantRequest.Requester requester(Manifest manifest) {
    ExtensionIdentity identity = manifest.identity();
    return new GrantRequest.Requester(identity.publisher(), identity.name(), manifest.kind().id());
  }

  private static UserError refusal(
      ExtensionId id, RequestedCapability wanted, GrantDecision.Refusal refusal) {
    return new UserError(
        refusal.code(),
        id
            + " asks for "
            + wanted.right()
            + " ("
            + wanted.reason()
            + "), and the policy says: "
            + refusal.reason());
  }
}
