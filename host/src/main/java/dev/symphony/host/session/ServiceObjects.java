package dev.symphony.host.session;

import dev.symphony.capabilities.right.Right;
import dev.symphony.host.UserError;
import dev.symphony.host.audit.AuditRules;
import dev.symphony.host.service.clock.SourcedClock;
import dev.symphony.host.service.conductor.GuestConductor;
import dev.symphony.host.service.extension.ChainedExtensions;
import dev.symphony.host.service.extension.ExtensionInvoker;
import dev.symphony.host.service.files.DirectoryFiles;
import dev.symphony.host.service.files.FilesLimits;
import dev.symphony.host.service.http.HttpLimits;
import dev.symphony.host.service.http.HttpReach;
import dev.symphony.host.service.http.HttpRequests;
import dev.symphony.host.service.log.ExtensionLog;
import dev.symphony.host.service.log.LogLine;
import dev.symphony.host.service.random.SourcedRandom;
import dev.symphony.kernel.Kernel;
import dev.symphony.kernel.grant.AuditDetail;
import dev.symphony.kernel.grant.Grant;
import dev.symphony.kernel.grant.Holder;
import dev.symphony.kernel.service.ServiceDeclaration;
import dev.symphony.kernel.service.ServiceObject;
import dev.symphony.pit.artifact.ExtensionArtifacts;
import java.io.IOException;
import java.net.InetAddress;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Opens the objects that rights are over, and mints the root grants of a session. */
public final class ServiceObjects {
  private static final Holder HOST = new Holder("host");

  private final Kernel kernel;
  private final Stores stores;
  private final Consumer<LogLine> log;
  private final ExtensionInvoker invoker;
  private final SourcedClock clock;
  private final SourcedRandom random = new SourcedRandom(new SecureRandom());
  private @Nullable HttpRequests http;
  private final OpenParts opened;
  private final AuditRules rules;
  private final Optional<CallProfile> profile;

  ServiceObjects(
      Kernel kernel,
      Stores stores,
      Consumer<LogLine> log,
      ExtensionInvoker invoker,
      InstantSource time,
      AuditRules rules,
      OpenParts opened,
      Optional<CallProfile> profile) {
    this.rules = rules;
    this.profile = profile;
    this.clock = new SourcedClock(time);
    this.opened = opened;
    this.kernel = kernel;
    this.stores = stores;
    this.log = log;
    this.invoker = invoker;
  }

  /**
   * Mints a root grant of {@code right} for the host to derive from.
   *
   * @throws UserError {@code service-unknown}, {@code operation-unknown}, {@code
   *     capability-needs-directory} or {@code directory-unreadable}
   */
  public Grant grant(Right right, ObjectScope scope) throws UserError {
    return grant(right, () -> implementation(right, scope, opened));
  }

  /** As {@link #grant(Right, ObjectScope)}; the grant and what was opened for it end with it. */
  Grant grant(Right right, ObjectScope scope, OpenParts held) throws UserError {
    Grant grant = grant(right, () -> implementation(right, scope, held));
    held.add(() -> kernel.grants().revoke(grant));
    return grant;
  }

  /** Where an object comes from. */
  interface Opening {
    Object open() throws UserError;
  }

  /**
   * Mints a root grant of {@code right} over the object that {@code opening} gives.
   *
   * @throws UserError {@code service-unknown}, {@code operation-unknown}, or what {@code opening}
   *     throws
   */
  Grant grant(Right right, Opening opening) throws UserError {
    ServiceDeclaration service =
        kernel
            .catalog()
            .find(right.service())
            .orElseThrow(() ->
                new UserError("service-unknown", "there is no service '" + right.service() + "'"));
    for (String operation : right.operations()) {
      if (!operation.equals(Right.EVERY_OPERATION) && service.operation(operation).isEmpty()) {
        throw new UserError(
            "operation-unknown", "'" + right.service() + "' has no operation '" + operation + "'");
      }
    }
    AuditDetail detail = rules.detail(right.service());
    return kernel.grants().mintRoot(HOST, right, bind(service, opening.open()), detail);
  }

  private Object implementation(Right right, ObjectScope scope, OpenParts held) throws UserError {
    return right.service().equals("artifacts")
        ? stores.artifactsFor(owner(scope), right.constraints())
        : implementation(right.service(), scope, held);
  }

  private static String owner(ObjectScope scope) {
    return scope.who().publisher() + "/" + scope.who().name();
  }

  /**
   * The object that a token names: for {@code files} the absolute path of a directory, for {@code
   * kv} and {@code artifacts} the extension whose things they are, as {@code publisher/name}; the
   * others have one object for all, which has no name.
   */
  Optional<ServiceObject> named(String service, String object) {
    Optional<ServiceDeclaration> declaration = kernel.catalog().find(service);
    Optional<ObjectScope> scope = ObjectScope.named(service, object);
    if (declaration.isEmpty() || scope.isEmpty()) {
      return Optional.empty();
    }
    try {
      return Optional.of(bind(declaration.get(), implementation(service, scope.get(), opened)));
    } catch (UserError unavailable) {
      return Optional.empty();
    }
  }

  private ServiceObject bind(ServiceDeclaration service, Object implementation) {
    return ServiceObject.bind(
        service,
        profile.isPresent() ? profile.get().around(service, implementation) : implementation);
  }

  private Object implementation(String service, ObjectScope scope, OpenParts held)
      throws UserError {
    String name = owner(scope);
    return switch (service) {
      case "files" -> directory(scope.root(), held);
      case "log" -> new ExtensionLog(name, log);
      case "clock" -> clock;
      case "random" -> random;
      case "artifacts" -> new ExtensionArtifacts(stores.keeper(), name);
      case "kv" -> stores.keyValues().forExtension(scope.storedAs());
      case "models" -> stores.models();
      case "http" -> http();
      case "conductor" -> new GuestConductor(stores.choices(), name);
      case "extensions" -> new ChainedExtensions(scope.calls().orElse(invoker), scope.chain());
      default -> throw new UserError("service-unknown", "no object for " + service);
    };
  }

  /** Made when it is first granted: what it needs for secure connections takes long to load. */
  private synchronized HttpRequests http() {
    HttpRequests requests = http;
    if (requests == null) {
      requests =
          opened.add(
              new HttpRequests(
                  HttpReach.PUBLIC_ADDRESSES, HttpLimits.DEFAULT, InetAddress::getAllByName));
      http = requests;
    }
    return requests;
  }

  private static DirectoryFiles directory(Optional<Path> root, OpenParts held) throws UserError {
    Path directory =
        root.orElseThrow(() ->
            new UserError(
                "capability-needs-directory",
                "a right to 'files' needs a directory; the workflow gives one with grants ="
                    + " { files = \"${inputs.NAME}\" }, the command line with --input DIR"));
    try {
      return held.add(DirectoryFiles.open(directory, FilesLimits.DEFAULT));
    } catch (IOException e) {
      throw new UserError(
          "directory-unreadable", "can't open the directory " + directory + ": " + e, e);
    }
  }
}
