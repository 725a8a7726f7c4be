package dev.symphony.host.service;

import dev.symphony.host.service.clock.ClockService;
import dev.symphony.host.service.conductor.ConductorService;
import dev.symphony.host.service.extension.ExtensionsService;
import dev.symphony.host.service.files.FilesService;
import dev.symphony.host.service.http.HttpService;
import dev.symphony.host.service.kv.KeyValueService;
import dev.symphony.host.service.log.LogService;
import dev.symphony.host.service.permission.PermissionsService;
import dev.symphony.host.service.random.RandomService;
import dev.symphony.kernel.service.ServiceCatalog;
import dev.symphony.kernel.service.ServiceDeclaration;
import dev.symphony.pit.artifact.Artifacts;
import dev.symphony.pit.model.Models;
import java.util.List;

/** All services of version 1: what a capability can be a capability for. */
public final class Services {
  /** Reading the files below one directory. */
  public static final ServiceDeclaration FILES = ServiceDeclaration.of(FilesService.class);

  /** Keeping what extensions make. */
  public static final ServiceDeclaration ARTIFACTS = ServiceDeclaration.of(Artifacts.class);

  /** Writing to the log of the host. */
  public static final ServiceDeclaration LOG = ServiceDeclaration.of(LogService.class);

  /** The time. */
  public static final ServiceDeclaration CLOCK = ServiceDeclaration.of(ClockService.class);

  /** Randomness. */
  public static final ServiceDeclaration RANDOM = ServiceDeclaration.of(RandomService.class);

  /** Keeping values from one run to the next. */
  public static final ServiceDeclaration KV = ServiceDeclaration.of(KeyValueService.class);

  /** Running models. */
  public static final ServiceDeclaration MODELS = ServiceDeclaration.of(Models.class);

  /** Calling other extensions. */
  public static final ServiceDeclaration EXTENSIONS =
      ServiceDeclaration.of(ExtensionsService.class);

  /** Requests over HTTP. */
  public static final ServiceDeclaration HTTP = ServiceDeclaration.of(HttpService.class);

  /** Advice on which variant to use. */
  public static final ServiceDeclaration CONDUCTOR = ServiceDeclaration.of(ConductorService.class);

  /** Asking for rights. */
  public static final ServiceDeclaration PERMISSIONS =
      ServiceDeclaration.of(PermissionsService.class);

  /** All of them, in the order of the documentation. */
  public static final ServiceCatalog CATALOG =
      new ServiceCatalog(
          List.of(
              FILES,
              ARTIFACTS,
              LOG,
              CLOCK,
              RANDOM,
              KV,
              MODELS,
              EXTENSIONS,
              HTTP,
              CONDUCTOR,
              PERMISSIONS));

  private Services() {}
}
