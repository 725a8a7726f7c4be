// Generated from the declarations of the services. A test of the host tells when it is out of date.
export const services = {
  "files" : {
    "list" : {
      "mode" : "asynchronous",
      "parameters" : [ [ "pattern", "string" ] ]
    },
    "read" : {
      "mode" : "asynchronous",
      "parameters" : [ [ "path", "string" ] ]
    },
    "readText" : {
      "mode" : "asynchronous",
      "parameters" : [ [ "path", "string" ] ]
    },
    "stat" : {
      "mode" : "asynchronous",
      "parameters" : [ [ "path", "string" ] ]
    }
  },
  "artifacts" : {
    "put" : {
      "mode" : "asynchronous",
      "parameters" : [ [ "name", "string" ], [ "mediaType", "string" ], [ "content", "any" ] ]
    },
    "get" : {
      "mode" : "asynchronous",
      "parameters" : [ [ "digest", "string" ] ]
    }
  },
  "log" : {
    "debug" : {
      "mode" : "synchronous",
      "parameters" : [ [ "message", "string" ] ]
    },
    "info" : {
      "mode" : "synchronous",
      "parameters" : [ [ "message", "string" ] ]
    },
    "warn" : {
      "mode" : "synchronous",
      "parameters" : [ [ "message", "string" ] ]
    },
    "error" : {
      "mode" : "synchronous",
      "parameters" : [ [ "message", "string" ] ]
    }
  },
  "clock" : {
    "now" : {
      "mode" : "synchronous",
      "parameters" : [ ]
    },
    "millis" : {
      "mode" : "synchronous",
      "parameters" : [ ]
    }
  },
  "random" : {
    "bytes" : {
      "mode" : "synchronous",
      "parameters" : [ [ "count", "integer" ] ]
    },
    "uniform" : {
      "mode" : "synchronous",
      "parameters" : [ ]
    }
  },
  "kv" : {
    "get" : {
      "mode" : "asynchronous",
      "parameters" : [ [ "key", "string" ] ]
    },
    "put" : {
      "mode" : "asynchronous",
      "parameters" : [ [ "key", "string" ], [ "value", "any" ] ]
    },
    "delete" : {
      "mode" : "asynchronous",
      "parameters" : [ [ "key", "string" ] ]
    },
    "list" : {
      "mode" : "asynchronous",
      "parameters" : [ [ "prefix", "string" ] ]
    }
  },
  "models" : {
    "infer" : {
      "mode" : "asynchronous",
      "parameters" : [ [ "model", "string" ], [ "inputs", {
        "map" : {
          "record" : {
            "type" : "string",
            "shape" : {
              "list" : "integer"
            },
            "data" : "bytes"
          }
        }
      } ] ]
    }
  },
  "extensions" : {
    "invoke" : {
      "mode" : "asynchronous",
      "parameters" : [ [ "name", "string" ], [ "input", "any" ] ]
    }
  },
  "http" : {
    "request" : {
      "mode" : "asynchronous",
      "parameters" : [ [ "request", {
        "record" : {
          "method" : {
            "optional" : "string"
          },
          "url" : "string",
          "headers" : {
            "optional" : {
              "map" : "string"
            }
          },
          "body" : {
            "optional" : "any"
          }
        }
      } ] ]
    }
  },
  "conductor" : {
    "advise" : {
      "mode" : "asynchronous",
      "parameters" : [ [ "choice", "string" ], [ "options", {
        "list" : "string"
      } ], [ "features", {
        "list" : "number"
      } ] ]
    },
    "feedback" : {
      "mode" : "asynchronous",
      "parameters" : [ [ "choice", "string" ], [ "decision", "integer" ], [ "reward", "number" ] ]
    },
    "score" : {
      "mode" : "asynchronous",
      "parameters" : [ [ "choice", "string" ] ]
    }
  },
  "permissions" : {
    "request" : {
      "mode" : "asynchronous",
      "parameters" : [ [ "right", "string" ], [ "span", "string" ], [ "reason", "string" ] ]
    },
    "lend" : {
      "mode" : "asynchronous",
      "parameters" : [ [ "right", "string" ], [ "name", "string" ] ]
    }
  }
};
