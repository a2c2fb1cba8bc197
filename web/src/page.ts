// The islands of script; each looks for its part of the page and leaves other pages alone. Pages work without them.
import { editor } from "./editor";
import { places } from "./places";
import { sayings } from "./sayings";

places();
sayings();
editor();
