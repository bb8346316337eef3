"""Runs an ordinary Lambda handler for Statecraft: asks the Lambda Runtime API for events and answers them.

It is started as a process of its own, on any Python from 3.8 on, and uses the standard library only.
"""

import decimal
import dis
import importlib
import inspect
import json
import os
import signal
import sys
import threading
import time
import traceback
from http.client import HTTPConnection

ROOT = os.environ.get("LAMBDA_TASK_ROOT") or os.getcwd()
API = os.environ["AWS_LAMBDA_RUNTIME_API"]
# Whether a debugger has started this process: its standard input then says nothing.
DEBUGGED = os.environ.get("STATECRAFT_DEBUGGED") == "1"


def main():
    if DEBUGGED:
        exchange("POST", "process")
    else:
        threading.Thread(target=end_with_parent, daemon=True).start()
    # What a handler prints is for the user at once, and stands in UTF-8 on every machine.
    for stream in (sys.stdout, sys.stderr):
        stream.reconfigure(encoding="utf-8", line_buffering=True)
    sys.path[0] = ROOT
    try:
        handler = load_handler(os.environ.get("_HANDLER", ""))
    except LoadError as error:
        exchange("POST", "init/error", error.told)
        sys.exit(1)
    while True:
        try:
            headers, body = exchange("GET", "invocation/next")
        except OSError:
            if not DEBUGGED:
                raise
            os._exit(0)
        context = Context(headers)
        remove = stop_in(handler) if headers.get("Statecraft-Stop") else None
        path, answer = answer_of(handler, body, context)
        if remove:
            remove()
        sys.stdout.flush()
        exchange("POST", "invocation/%s/%s" % (context.aws_request_id, path), answer)


def end_with_parent():
    """Whoever started this process holds its standard input open: at its end nobody is left to work for."""
    try:
        while sys.stdin.buffer.raw.read(4096):
            pass
    except Exception:
        pass
    if hasattr(os, "killpg") and os.getpgrp() == os.getpid():
        os.killpg(os.getpid(), signal.SIGKILL)
    os._exit(0)


def stop_in(handler):
    """Lets the debugger of this process stop where a function begins: its first line that is carried out. Gives the way back."""
    code = getattr(inspect.unwrap(handler), "__code__", None)
    debugger = sys.modules.get("pydevd")
    if code is None or debugger is None:
        return None
    lines = [line for _, line in dis.findlinestarts(code) if line and line > code.co_firstlineno]
    line = min(lines, default=code.co_firstlineno)
    try:
        return add_breakpoint(debugger.GetGlobalDebugger(), code.co_filename, line)
    except Exception as error:
        print("The debugger can't be told to stop in the handler: %s" % error, file=sys.stderr)
        return None


def add_breakpoint(debugger, file, line):
    """As the client of the debugger would."""
    from _pydevd_bundle.pydevd_api import PyDevdAPI

    api = PyDevdAPI()
    api.add_breakpoint(debugger, file, "python-line", STOP, line, None, "None", None, "ALL", None, False)
    return lambda: api.remove_breakpoint(debugger, file, "python-line", STOP)


# No breakpoint of a client has this number.
STOP = 987_654_321


def exchange(method, path, body=None):
    """One request to the Runtime API, however long the answer takes."""
    connection = HTTPConnection(API)
    try:
        data = None if body is None else body.encode("utf-8", "surrogatepass")
        sent = {"Content-Type": "application/json"}
        if DEBUGGED:
            sent["Statecraft-Process"] = str(os.getpid())
        connection.request(method, "/2018-06-01/runtime/" + path, data, sent)
        response = connection.getresponse()
        return response.headers, response.read()
    finally:
        connection.close()


class LoadError(Exception):
    """A handler that can't be loaded, told in Lambda's words."""

    def __init__(self, kind, message, trace=()):
        super().__init__(message)
        told = {"errorMessage": message, "errorType": kind, "requestId": "", "stackTrace": list(trace)}
        self.told = json.dumps(told)


def load_handler(name):
    path, dot, member = name.rpartition(".")
    if not dot:
        raise LoadError("Runtime.MalformedHandlerName", "\"%s\" is no handler: write file.function." % name)
    module_name = path.replace("/", ".")
    try:
        module = importlib.import_module(module_name)
    except ImportError as error:
        message = "Unable to import module '%s': %s (the interpreter is %s)" % (module_name, error, sys.executable)
        raise LoadError("Runtime.ImportModuleError", message)
    except SyntaxError as error:
        message = "Syntax error in module '%s': %s" % (module_name, error)
        raise LoadError("Runtime.UserCodeSyntaxError", message, ["  File \"%s\" Line %s\n    %s" % (error.filename, error.lineno, error.text)])
    except Exception as error:
        raise LoadError(type(error).__name__, str(error), frames(error))
    handler = getattr(module, member, None)
    if not callable(handler):
        raise LoadError("Runtime.HandlerNotFound", "Handler '%s' missing on module '%s'" % (member, module_name))
    return handler


def answer_of(handler, body, context):
    try:
        result = handler(json.loads(body), context)
    except Exception as error:
        return "error", error_text(type(error).__name__, str(error), context, frames(error))
    try:
        return "response", json.dumps(result, default=plain, ensure_ascii=False, allow_nan=False)
    except (TypeError, ValueError) as error:
        message = "Unable to marshal response: %s" % error
        return "error", error_text("Runtime.MarshalError", message, context, [])


def plain(value):
    if isinstance(value, decimal.Decimal):
        return int(value) if value == value.to_integral_value() else float(value)
    raise TypeError("Object of type %s is not JSON serializable" % type(value).__name__)


def error_text(kind, message, context, trace):
    told = {"errorMessage": message, "errorType": kind, "requestId": context.aws_request_id, "stackTrace": trace}
    return json.dumps(told)


def frames(error):
    """The frames of this file and of the import machinery say nothing to the function's author."""
    found = traceback.extract_tb(error.__traceback__)
    own = [frame for frame in found if frame.filename != __file__ and "importlib" not in frame.filename]
    return traceback.format_list(own)


class Context:
    def __init__(self, headers):
        self.aws_request_id = headers["Lambda-Runtime-Aws-Request-Id"]
        self.invoked_function_arn = headers["Lambda-Runtime-Invoked-Function-Arn"]
        self.function_name = os.environ.get("AWS_LAMBDA_FUNCTION_NAME")
        self.function_version = "$LATEST"
        self.memory_limit_in_mb = os.environ.get("AWS_LAMBDA_FUNCTION_MEMORY_SIZE")
        self.log_group_name = os.environ.get("AWS_LAMBDA_LOG_GROUP_NAME")
        self.log_stream_name = os.environ.get("AWS_LAMBDA_LOG_STREAM_NAME")
        self.identity = None
        self.client_context = None
        self._deadline = int(headers["Lambda-Runtime-Deadline-Ms"])

    def get_remaining_time_in_millis(self):
        return max(0, self._deadline - int(time.time() * 1000))


if __name__ == "__main__":
    main()
