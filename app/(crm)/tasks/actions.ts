'use server';

import { action } from '#app/_server/action.ts';
import { addTask } from '#domain/tasks/add.ts';
import { changeTask } from '#domain/tasks/change.ts';
import { completeTask } from '#domain/tasks/complete.ts';
import { deleteTask } from '#domain/tasks/delete.ts';
import { reopenTask } from '#domain/tasks/reopen.ts';

export const addTaskAction = action(addTask);
export const changeTaskAction = action(changeTask);
export const completeTaskAction = action(completeTask);
export const reopenTaskAction = action(reopenTask);
export const deleteTaskAction = action(deleteTask);
