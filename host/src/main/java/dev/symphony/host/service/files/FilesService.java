package dev.symphony.host.service.files;

import dev.symphony.capabilities.Bytes;
import dev.symphony.kernel.service.Operation;
import dev.symphony.kernel.service.Resource;
import dev.symphony.kernel.service.Service;
import java.util.List;

/**
 * Reading the regular files below one directory. Resources are paths relative to it. Symbolic links
 * are never followed, and {@code .git} is not there.
 *
 * <p>For {@code list} the resource is the pattern: a right covers it when one of its resource
 * patterns stands for every path that the asked pattern can stand for. So what is listed never
 * reaches further than what may be read under the same right.
 */
@Service(name = "files", description = "Reads the files below one directory.")
public interface FilesService {

  /** The files whose path {@code pattern} matches, sorted by path. */
  @Operation(index = 0, description = "Lists the files whose path a glob matches, sorted by path.")
  List<FileEntry> list(@Resource(Resource.Form.PATTERN) String pattern);

  /** The content of the file at {@code path}. */
  @Operation(index = 1, description = "Reads a file as bytes.")
  Bytes read(@Resource String path);

  /** The content of the file at {@code path}, which has to be well-formed UTF-8. */
  @Operation(index = 2, description = "Reads a file as text; it has to be well-formed UTF-8.")
  String readText(@Resource String path);

  /** The size of the file at {@code path}. */
  @Operation(index = 3, description = "Tells the size of a file.")
  FileEntry stat(@Resource String path);
}
